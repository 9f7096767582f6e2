/*
`npm run ssh:attack [name …]`: every attack for ten seconds, with the limits that are the default,
against a server of its own on 127.0.0.1, while others read. Ends with 1 if one does damage.
*/
import {setup} from '../build.ts';
import {startServer} from '../server.ts';
import {attacks} from './attacks.ts';
import {measure} from './measure.ts';

const mostMemory = 350;
const mostLatency = 150;
const seconds = 10;

await setup();
const chosen = process.argv.slice(2);
let damaged = 0;
for (const [name, {answer}] of Object.entries(attacks)) {
	if (chosen.length > 0 && !chosen.includes(name)) {
		continue;
	}

	const server = await startServer();
	const damage = await measure(server, name, seconds);
	await server.stop();
	const megabytes = damage.memory / 1024 / 1024;
	const isFine =
		damage.code === 0 &&
		damage.workersLost === 0 &&
		megabytes <= mostMemory &&
		damage.p99 <= mostLatency &&
		(answer === undefined || damage.answers > 0);
	damaged += isFine ? 0 : 1;
	console.log(
		[
			isFine ? 'ok    ' : 'DAMAGE',
			name.padEnd(36),
			`${megabytes.toFixed(0).padStart(4)} MiB`,
			`p50 ${damage.p50.toFixed(1).padStart(6)} ms`,
			`p99 ${damage.p99.toFixed(1).padStart(6)} ms`,
			`answers ${damage.answers}`,
			...(damage.workersLost > 0 ? [`workers lost ${damage.workersLost}`] : []),
			...(damage.code === 0 ? [] : [`attacker ended with ${damage.code}`]),
		].join('  '),
	);
}

process.exit(damaged === 0 ? 0 : 1);
