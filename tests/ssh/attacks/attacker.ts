/*
One attack, in a process of its own so that it does not slow down who watches.
Words: its name, the port on 127.0.0.1, and how many seconds it lasts at most.
*/
import {attacks} from './attacks.ts';

const [name = '', port, seconds] = process.argv.slice(2);
/* What a client does after it was cut off in the middle of something is not what is tested. */
process.on('uncaughtException', error => {
	const {code = ''} = error as NodeJS.ErrnoException;
	const isCutOff =
		/^(?:EPIPE|ECONNRESET|ERR_STREAM|ERR_SOCKET)/.test(code) ||
		/Instance unusable|Not connected/i.test(error.message);
	if (!isCutOff) {
		throw error;
	}
});
const deadline = performance.now() + Number(seconds) * 1000;
/* Cut off, it comes back. */
do {
	await attacks[name]?.run({port: Number(port), deadline});
} while (performance.now() < deadline);
process.exit(0);
