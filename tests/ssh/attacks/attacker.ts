/*
Runs one attack, in its own process so that it does not slow down the bystanders.
Arguments: its name, the port on 127.0.0.1, and its maximum duration in seconds.
*/
import {attacks} from './attacks.ts';

const [name = '', port, seconds] = process.argv.slice(2);
/* What a client does after being disconnected is not tested. */
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
/* When disconnected, it reconnects. */
do {
	await attacks[name]?.run({port: Number(port), deadline});
} while (performance.now() < deadline);
process.exit(0);
