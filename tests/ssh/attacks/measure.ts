import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {Server} from '../server.ts';
import {attacks} from './attacks.ts';
import {percentile, startBystander} from './bystander.ts';

const attacker = fileURLToPath(new URL('attacker.ts', import.meta.url));

export type Damage = {
	/** Resident bytes of the largest process, at most. */
	readonly memory: number;
	/** Milliseconds from a bystander's key to their frame. */
	readonly p50: number;
	readonly p99: number;
	/** How often the server gave the answer that was expected. */
	readonly answers: number;
	/** Exit code of the attacker. */
	readonly code: number | null;
	/** Whether bystanders' screens, and new visitors, are served afterwards. */
	readonly workersLost: number;
};

const replaced = async (server: Server) =>
	(await server.metric('resume_ssh_workers_replaced_total{reason="ended"}')) +
	(await server.metric('resume_ssh_workers_replaced_total{reason="hung"}'));

/** Runs an attack against a server that others use meanwhile. */
export const measure = async (server: Server, name: string, seconds: number): Promise<Damage> => {
	const answer = attacks[name]?.answer;
	const answersBefore = answer === undefined ? 0 : await server.metric(answer);
	const lostBefore = await replaced(server);
	const bystanders = await Promise.all([1, 2, 3, 4].map(() => startBystander(server)));
	let memory = 0;
	const sampler = setInterval(async () => {
		memory = Math.max(memory, await server.memory());
	}, 100);
	const child = spawn(process.execPath, [attacker, name, String(server.port), String(seconds)], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const exited = once(child, 'exit');
	const patience = setTimeout(() => child.kill('SIGKILL'), (seconds + 15) * 1000);
	await exited;
	clearTimeout(patience);
	clearInterval(sampler);
	await Promise.all(bystanders.map(({stop}) => stop()));
	const latencies = bystanders.flatMap(bystander => bystander.latencies);
	return {
		memory: Math.max(memory, await server.memory()),
		p50: percentile(latencies, 0.5),
		p99: percentile(latencies, 0.99),
		answers: answer === undefined ? 0 : (await server.metric(answer)) - answersBefore,
		code: child.exitCode,
		workersLost: (await replaced(server)) - lostBefore,
	};
};
