import {randomBytes} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';
import {flood, isOver, type Raw, rawConnection, type Target} from './raw.ts';

const window = 2 * 1024 * 1024;
const packet = 32 * 1024;

/* ssh2's client does not know of these channels, and ignores messages for them. */
const openScreen = async ({protocol}: Raw, columns = 80, rows = 24) => {
	protocol.session(0, window, packet);
	await pause(100);
	protocol.pty(0, rows, columns, 0, 0, 'xterm-256color', undefined, false);
	protocol.shell(0, false);
	await pause(200);
};

const withConnection =
	(act: (raw: Raw, target: Target) => Promise<void>, index = 0) =>
	async (target: Target) => {
		const raw = await rawConnection(target, index);
		if (raw !== undefined) {
			await act(raw, target);
			while (!raw.isGone() && !isOver(target)) {
				await pause(20);
			}

			raw.client.destroy();
		}
	};

/** A maximum packet size of 0 makes ssh2 loop for ever as soon as it writes. */
export const emptyPackets = withConnection(async ({protocol}) => {
	protocol.session(0, window, 0);
	await pause(100);
	protocol.shell(0, true);
});

/** As many sessions as it gets, each with a screen. */
export const manyChannels = withConnection(async (raw, target) => {
	let channel = 0;
	await flood(target, 20, () => {
		raw.protocol.session(channel, window, packet);
		raw.protocol.pty(channel, 50, 200, 0, 0, 'xterm', undefined, false);
		raw.protocol.shell(channel, false);
		channel += 1;
		return !raw.isGone() && channel < 3000;
	});
});

export const hugeWindow = withConnection(async raw => {
	await openScreen(raw, 4_294_967_295, 4_294_967_295);
	raw.protocol.windowChange(0, 4_294_967_295, 4_294_967_295, 0, 0);
});

export const emptyWindowStorm = withConnection(async (raw, target) => {
	await openScreen(raw);
	await flood(target, 50, () => {
		raw.protocol.windowChange(0, 0, 0, 0, 0);
		return !raw.isGone();
	});
});

/** Just below the limit, so that it lasts. */
export const resizeStorm = withConnection(async (raw, target) => {
	await openScreen(raw);
	let wide = false;
	while (!isOver(target) && !raw.isGone()) {
		wide = !wide;
		raw.protocol.windowChange(0, wide ? 200 : 24, wide ? 500 : 80, 0, 0);
		await pause(8);
	}
});

export const unreadPings = withConnection(async (raw, target) => {
	raw.socket.pause();
	await flood(target, 200, () => {
		raw.protocol.ping();
		return !raw.isGone();
	});
});

export const dataPastWindow = withConnection(async (raw, target) => {
	await openScreen(raw);
	const data = Buffer.alloc(16 * 1024, 'j');
	await flood(target, 50, () => {
		raw.protocol.channelData(0, data);
		return !raw.isGone();
	});
});

/** Requests frames and does not read them. */
export const nonReaders = async (target: Target) => {
	await Promise.all(
		Array.from({length: 6}, (_, index) =>
			withConnection(async raw => {
				await openScreen(raw, 500, 200);
				raw.socket.pause();
				let wide = false;
				while (!isOver(target) && !raw.isGone()) {
					wide = !wide;
					raw.protocol.windowChange(0, 200, wide ? 500 : 400, 0, 0);
					await pause(55);
				}
			}, index)(target),
		),
	);
};

/** Never adjusts the window once it is used up. */
export const closedWindow = withConnection(async (raw, target) => {
	raw.protocol.session(0, 1000, packet);
	await pause(100);
	raw.protocol.pty(0, 200, 500, 0, 0, 'xterm-256color', undefined, false);
	raw.protocol.shell(0, false);
	let wide = false;
	while (!isOver(target) && !raw.isGone()) {
		wide = !wide;
		raw.protocol.windowChange(0, 200, wide ? 500 : 400, 0, 0);
		await pause(55);
	}
});

/** Messages of the connection protocol with random contents. */
export const randomMessages = async (target: Target) => {
	const one = async (index: number) => {
		while (!isOver(target)) {
			const raw = await rawConnection(target, index);
			if (raw === undefined) {
				await pause(50);
				continue;
			}

			await openScreen(raw);
			await flood(target, 5, () => {
				const type = 1 + Math.floor(Math.random() * 105);
				const body = randomBytes(Math.floor(Math.random() * 60));
				/* Often a channel that exists. */
				if (body.length > 4 && Math.random() < 0.7) {
					body.writeUInt32BE(0);
				}

				raw.send(Buffer.concat([Buffer.of(type), body]));
				return !raw.isGone();
			}).catch(() => {});
			raw.client.destroy();
		}
	};

	await Promise.all(Array.from({length: 8}, (_, index) => one(index)));
};

export const rekeys = withConnection(async (raw, target) => {
	const again = () => {
		if (!isOver(target) && !raw.isGone()) {
			raw.protocol.rekey();
		}
	};

	raw.client.on('handshake', again);
	again();
});

/** Opens a session, draws a screen, closes it, and again. */
export const sessionChurn = withConnection(async (raw, target) => {
	let channel = 0;
	while (!isOver(target) && !raw.isGone()) {
		raw.protocol.session(channel, window, packet);
		raw.protocol.pty(channel, 50, 200, 0, 0, 'xterm', undefined, false);
		raw.protocol.shell(channel, false);
		await pause(15);
		raw.protocol.channelClose(channel);
		channel += 1;
	}
});

/** Sends keys as fast as the limit permits. */
export const keyFlood = withConnection(async (raw, target) => {
	await openScreen(raw, 200, 60);
	const keys = Buffer.from('\u001B[B\u001B[A');
	while (!isOver(target) && !raw.isGone()) {
		raw.protocol.channelData(0, keys);
		await pause(4);
	}
});

export const secondProgram = withConnection(async raw => {
	await openScreen(raw);
	raw.protocol.shell(0, false);
});

/** Requests files endlessly, and reads none of them. */
export const downloads = withConnection(async (raw, target) => {
	await new Promise<void>(resolve => {
		raw.client.on('close', () => resolve());
		raw.client.sftp((error, sftp) => {
			if (error) {
				resolve();
				return;
			}

			sftp.open('resume.html', 'r', async (openError, handle) => {
				const buffer = Buffer.alloc(32 * 1024);
				const burst = async () => {
					await flood(target, 5, () => {
						sftp.read(handle, buffer, 0, buffer.length, 0, () => {});
						return openError === undefined && !raw.isGone();
					});
					resolve();
				};

				await burst();
			});
		});
	});
});
