import type {Painter} from '../../ansi/painter.ts';
import type {Files} from '../../formats/files.ts';
import type {Profile} from '../../profile/schema.ts';
import type {Content} from '../../screen/content.ts';
import type {Log} from '../../server/log.ts';
import type {StatsFeed} from '../../stats/store.ts';
import type {Capabilities} from '../../terminal/capabilities.ts';
import type {WorkerMessage} from '../messages.ts';
import type {GuardedConnection} from './guard.ts';

/** One client's connection, as the worker that serves it sees it. */
export type Connection = GuardedConnection & {
	readonly id: number;
	/** Its lines name the connection and the visitor. */
	readonly log: Log;
	/** Logs, for fail2ban, what no ordinary client does. */
	readonly logAbuse: (indicator: string) => void;
	readonly report: (message: WorkerMessage) => void;
	readonly profile: Profile;
	/** The profile, laid out once for all visitors. */
	readonly content: Content;
	readonly painterFor: (capabilities: Capabilities) => Painter;
	readonly stats: StatsFeed;
	/** The résumé in every format, rendered once for all visitors, when first asked for. */
	readonly getFiles: () => Files;
	readonly fingerprint: string;
	/** Aborts when the server is about to exit; sessions have `drainSeconds` from then. */
	readonly draining: AbortSignal;
	/** Aborts when its sessions must end now; the reason is an `EndReason`. */
	readonly terminate: AbortSignal;
};
