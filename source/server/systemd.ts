import {execFile} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';

export type ServiceState = 'ready' | 'reloading' | 'stopping';

export type ServiceManager = {
	/** Settles once systemd is notified, or cannot be; never rejects. */
	readonly notify: (state: ServiceState) => Promise<void>;
};

/** systemd-notify(1) waits until systemd has read its message. In milliseconds. */
const timeout = 5000;

/* sd_notify(3). With the time, `Type=notify-reload` (systemd 253) works as well. */
const assignments: Readonly<Record<ServiceState, () => readonly string[]>> = {
	ready: () => ['READY=1'],
	reloading: () => ['RELOADING=1', `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`],
	stopping: () => ['STOPPING=1'],
};

/** How often systemd expects a keep-alive, in milliseconds: sd_watchdog_enabled(3). */
export const watchdogTimeout = (
	{WATCHDOG_USEC, WATCHDOG_PID}: NodeJS.ProcessEnv,
	pid: number,
): number | undefined =>
	Number(WATCHDOG_USEC) > 0 && Number(WATCHDOG_PID ?? pid) === pid
		? Number(WATCHDOG_USEC) / 1000
		: undefined;

/**
Notifies systemd of this service's state and, once ready, that its event loop runs. Does nothing
where systemd does not ask for it.

systemd reads datagrams from a UNIX socket, which Node cannot send. systemd-notify(1) can, and needs
no native code here; the unit needs `NotifyAccess=all`, since it is another process.

@param onError - Called once if systemd cannot be notified.
*/
export const connectServiceManager = (
	environment: NodeJS.ProcessEnv,
	pid: number,
	onError: (message: string) => void,
): ServiceManager => {
	const {NOTIFY_SOCKET, PATH} = environment;
	if (NOTIFY_SOCKET === undefined) {
		return {notify: async () => {}};
	}

	let hasFailed = false;
	const run = (words: readonly string[]) =>
		new Promise<void>(resolve => {
			const options = {env: {NOTIFY_SOCKET, PATH}, timeout, killSignal: 'SIGKILL'} as const;
			execFile('systemd-notify', words, options, error => {
				if (error !== null && !hasFailed) {
					hasFailed = true;
					onError(
						`systemd-notify failed (${error.code ?? error.signal}): install it, or do without Type=notify`,
					);
				}

				resolve();
			});
		});

	/* In order: systemd would take a late READY=1 for the end of a later reload. */
	let last = Promise.resolve();
	const send = (words: readonly string[]): Promise<void> => {
		last = last.then(() => run(words));
		return last;
	};

	const interval = watchdogTimeout(environment, pid);
	const keepAlive = async (interval: number) => {
		while (true) {
			await pause(interval / 2);
			await send(['WATCHDOG=1']);
		}
	};

	let isWatched = false;
	return {
		notify: state => {
			if (state === 'ready' && interval !== undefined && !isWatched) {
				isWatched = true;
				void keepAlive(interval);
			}

			return send(assignments[state]());
		},
	};
};
