import type {Files} from '../../formats/files.ts';
import type {Profile} from '../../profile/schema.ts';
import type {Log} from '../../server/log.ts';
import type {StatsFeed} from '../../tui/use-statistics.ts';
import type {WorkerMessage} from '../messages.ts';
import type {Guarded} from './guard.ts';

/** One client's connection, as the worker that serves it sees it. */
export type Connection = Guarded & {
	readonly id: number;
	/** Whether it was let in only to be told that the server is full. */
	readonly full: boolean;
	/** Lines of it name the connection and the visitor. */
	readonly log: Log;
	/** Tells the log, and so fail2ban, that no reader behaves like this. */
	readonly logBot: (sign: string) => void;
	readonly report: (message: WorkerMessage) => void;
	readonly profile: Profile;
	readonly stats: StatsFeed;
	/** The résumé in every format, made once for all. */
	readonly files: Files;
	readonly fingerprint: string;
	/** Aborts when the server is about to end; sessions have `drainSeconds` from then. */
	readonly restart: AbortSignal;
	/** Aborts when whoever is still there then has to go. */
	readonly leaveNow: AbortSignal;
};
