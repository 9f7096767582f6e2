import {setTimeout as pause} from 'node:timers/promises';
import {connect} from '../raw-client.ts';
import type {Server} from '../server.ts';

export const percentile = (values: readonly number[], share: number): number => {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export type Bystander = {
	/** Milliseconds from each key to its frame. For a key without a frame: how long it has waited. */
	readonly latencies: readonly number[];
	readonly stop: () => Promise<void>;
};

/** A visitor who presses a key now and then, and waits for the frame. */
export const startBystander = async (
	server: Pick<Server, 'port'>,
	{
		interval = 150,
		columns = 80,
		rows = 24,
		signal,
		wait = 500,
	}: {
		readonly interval?: number;
		readonly columns?: number;
		readonly rows?: number;
		readonly signal?: AbortSignal;
		/** Milliseconds until the first key, for the first frame to be there. */
		readonly wait?: number;
	} = {},
): Promise<Bystander> => {
	const client = await connect(server);
	const latencies: number[] = [];
	const channel = await new Promise<import('ssh2').ClientChannel>((resolve, reject) => {
		client.shell({term: 'xterm-256color', cols: columns, rows}, (error, opened) =>
			error ? reject(error) : resolve(opened),
		);
	});
	let waiting: (() => void) | undefined;
	channel.on('data', () => waiting?.());
	await pause(wait);
	let stopped = false;
	const read = async () => {
		let down = true;
		while (!stopped && !signal?.aborted) {
			const pressed = performance.now();
			const framed = new Promise<void>(resolve => {
				waiting = resolve;
			});
			channel.write(down ? '\u001B[B' : '\u001B[A');
			down = !down;
			await Promise.race([framed, pause(5000)]);
			waiting = undefined;
			latencies.push(performance.now() - pressed);
			await pause(interval * (0.5 + Math.random()));
		}
	};

	const reading = read();
	return {
		latencies,
		stop: async () => {
			stopped = true;
			await reading;
			client.end();
		},
	};
};
