import {setTimeout as pause} from 'node:timers/promises';
import * as authenticated from './authenticated.ts';
import {holding, holds} from './holds.ts';
import type {Target} from './raw.ts';
import * as unauthenticated from './unauthenticated.ts';

export type Attack = {
	readonly run: (target: Target) => Promise<void>;
	/** The series of a metric that counts the answer, if the answer is to end or refuse something. */
	readonly answer?: string;
};

const dropped = (reason: string) => `resume_ssh_dropped_total{reason="${reason}"}`;
const refused = (reason: string) => `resume_ssh_refused_total{reason="${reason}"}`;

type Attacks = Readonly<Record<string, Attack>>;

/** By name: what an authenticated client does in its sessions. */
export const sessionAttacks: Attacks = {
	'empty packets': {run: authenticated.emptyPackets, answer: dropped('small-packets')},
	'many channels': {run: authenticated.manyChannels},
	'a huge window': {run: authenticated.hugeWindow},
	'a flood of empty window adjustments': {
		run: authenticated.emptyWindowStorm,
		answer: dropped('input-flood'),
	},
	'a flood of window sizes': {run: authenticated.resizeStorm},
	'pings whose replies are not read': {
		run: authenticated.unreadPings,
		answer: dropped('input-flood'),
	},
	'data past the window': {run: authenticated.dataPastWindow, answer: dropped('input-flood')},
	'clients that do not read': {run: authenticated.nonReaders},
	'a window that stays closed': {run: authenticated.closedWindow},
	'random messages': {run: authenticated.randomMessages},
	'endless rekeying': {run: authenticated.rekeys, answer: dropped('rekeys')},
	'session churn': {run: authenticated.sessionChurn},
	'a flood of keys': {run: authenticated.keyFlood},
	'a second program in a session': {
		run: authenticated.secondProgram,
		answer: dropped('second-program'),
	},
	'endless downloads': {run: authenticated.downloads, answer: dropped('download-flood')},
};

/** By name: what is done to connections, mostly before authentication. */
export const connectionAttacks: Attacks = {
	...Object.fromEntries(
		Object.entries(holds).map(([name, way]) => [
			`connections held with ${name}`,
			{
				run: holding(way),
				...(way.reason === undefined ? {} : {answer: dropped(way.reason)}),
			},
		]),
	),
	garbage: {run: unauthenticated.garbage},
	'random key exchanges': {run: unauthenticated.keyExchangeFuzz},
	'endless handshakes': {run: unauthenticated.handshakes, answer: refused('too-fast')},
	silence: {run: unauthenticated.silence, answer: dropped('handshake-timeout')},
	'many connections that never authenticate': {
		run: unauthenticated.crowd,
		answer: refused('too-many-unauthenticated'),
	},
	'compression before authentication': {run: unauthenticated.compression},
	'password guessing': {
		run: unauthenticated.authentication,
		answer: dropped('authentication-tries'),
	},
};

/** Everything that is done to the server, by name. */
export const attacks: Attacks = {
	/* To compare with. */
	nothing: {run: ({deadline}) => pause(deadline - performance.now())},
	...sessionAttacks,
	...connectionAttacks,
};
