import {fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {Orders} from './ssh-visitors.ts';

export type Crowd = {
	readonly tell: <Name extends keyof Orders>(
		name: Name,
		ask: Orders[Name]['ask'],
	) => Promise<Orders[Name]['answer']>;
	readonly end: () => void;
};

/** Starts the process of a server's visitors (ssh-visitors.ts). */
export const startCrowd = (port: number): Crowd => {
	const program = fileURLToPath(new URL('ssh-visitors.ts', import.meta.url));
	const child = fork(program, [String(port)]);
	const exited = once(child, 'exit').then(([code]) => {
		throw new Error(`the visitors' process ended with ${code}`);
	});
	exited.catch(() => {});
	return {
		tell: async (name, ask) => {
			child.send({name, ask});
			const [{answer, failure}] = await Promise.race([once(child, 'message'), exited]);
			if (failure !== undefined) {
				throw new Error(failure);
			}

			return answer;
		},
		end: () => child.kill('SIGKILL'),
	};
};
