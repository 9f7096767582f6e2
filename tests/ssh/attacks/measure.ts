import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {Server} from '../server.ts';
import {attacks} from './attacks.ts';
import {percentile, startBystander} from './bystander.ts';

const attacker = fileURLToPath(new URL('attacker.ts', import.meta.url));

export type Damage = {
	/** Maximum resident bytes of the largest process. */
	readonly memory: number;
	/** Milliseconds from a bystander's key to their frame. */
	readonly p50: number;
	readonly p99: number;
	/** How often the server gave the expected response. */
	readonly answers: number;
	/** Exit code of the attacker. */
	readonly code: number | null;
	/** Whether bystanders' screens, and new visitors, are served afterwards. */
	readonly workersLost: number;
};

const replaced = async (server: Server) =>
	(await server.metric('resume_ssh_workers_replaced_total{reason="ended"}')) +
	(await server.metric('resume_ssh_workers_replaced_total{reason="hung"}'));

/** Runs the attacker. @returns its exit code, null if it had to be killed. */
const attack = async ({port}: Server, name: string, seconds: number): Promise<number | null> => {
	const child = spawn(process.execPath, [attacker, name, String(port), String(seconds)], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const timeout = setTimeout(() => child.kill('SIGKILL'), (seconds + 30) * 1000);
	await once(child, 'exit');
	clearTimeout(timeout);
	return child.exitCode;
};

/* How long an attack may continue until the expected response, on a busy machine. */
const mostSeconds = 16;

/** Runs an attack against a server while others use it. */
export const measure = async (server: Server, name: string, seconds: number): Promise<Damage> => {
	const answer = attacks[name]?.answer;
	const count = async () => (answer === undefined ? 0 : await server.metric(answer));
	const answersBefore = await count();
	const lostBefore = await replaced(server);
	const bystanders = await Promise.all([1, 2, 3, 4].map(() => startBystander(server)));
	let memory = 0;
	const sampler = setInterval(async () => {
		memory = Math.max(memory, await server.memory());
	}, 100);
	let code = await attack(server, name, seconds);
	for (let longer = 2 * seconds; longer <= mostSeconds; longer *= 2) {
		if (answer === undefined || code !== 0 || (await count()) > answersBefore) {
			break;
		}

		code = await attack(server, name, longer);
	}

	clearInterval(sampler);
	await Promise.all(bystanders.map(({stop}) => stop()));
	const latencies = bystanders.flatMap(bystander => bystander.latencies);
	return {
		memory: Math.max(memory, await server.memory()),
		p50: percentile(latencies, 0.5),
		p99: percentile(latencies, 0.99),
		answers: (await count()) - answersBefore,
		code,
		workersLost: (await replaced(server)) - lostBefore,
	};
};
