import type {Limits} from '../github/rate-limits.ts';
import type {Findings, Reason} from './metric.ts';

/** Languages of one repository, good until it is pushed to again. */
export type RememberedRepository = {
	/** ISO 8601, UTC. */
	readonly pushedAt: string;
	/** Name and bytes, largest first. */
	readonly languages: readonly (readonly [name: string, bytes: number])[];
};

/** What is worth keeping from one run to the next. */
export type Memory = {
	/** When it was last asked for: ISO 8601, UTC. */
	readonly askedAt: string;
	readonly metrics: Findings;
	/** By the repository's name. */
	readonly languages: readonly (readonly [name: string, repository: RememberedRepository])[];
	readonly limits: Limits;
	/** Why something was left out then. */
	readonly setback?: Reason | undefined;
};

/** Where memories are kept. */
export type Cache = {
	/** `undefined` where there is none or it cannot be read or trusted. */
	readonly read: (login: string) => Promise<Memory | undefined>;
	/** Does nothing where it cannot be written. */
	readonly write: (login: string, memory: Memory) => Promise<void>;
};
