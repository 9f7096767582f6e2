import type {Profile} from '../profile/schema.ts';
import type {SectionId} from '../resume/sections.ts';
import type {Stats} from '../stats/stats.ts';
import type {Settings} from './settings.ts';
import type {TerminalFamily} from './terminal-family.ts';

/*
The messages between the primary and its workers, as JSON. A socket is sent with `connection`.
*/

/** How often workers send a heartbeat, in milliseconds. */
export const heartbeatInterval = 500;

/** Why the server ended a connection. Each is a label of a metric: a closed list. */
const dropReasons = [
	'handshake-timeout',
	'authentication-tries',
	'input-flood',
	'unread-replies',
	'slow-reader',
	'small-packets',
	'second-program',
	'rekeys',
	'no-session',
	'not-closed',
	'download-flood',
	'absolute-limit',
	'evicted',
	'full',
] as const;

export type DropReason = (typeof dropReasons)[number];

/** What visitors are shown; loaded once, for all workers. */
export type Content = {
	readonly profile: Profile;
	readonly stats: Stats;
};

export type PrimaryMessage =
	| {
			readonly kind: 'start';
			/** PEM of the private host key. */
			readonly hostKey: string;
			/** As OpenSSH shows it: `SHA256:…`. */
			readonly fingerprint: string;
			readonly settings: Settings;
			readonly content: Content;
	  }
	/** For new sessions. */
	| {readonly kind: 'reload'; readonly settings: Settings; readonly content: Content}
	| {
			readonly kind: 'connection';
			readonly connection: number;
			/** A pseudonym for the address, which changes daily. */
			readonly visitor: string;
			/** Only if the operator wants bots logged with it. */
			readonly address?: string;
			readonly full: boolean;
			/** What was already read after a PROXY header, in base64. */
			readonly leadingBytes?: string;
	  }
	| {readonly kind: 'stats'; readonly stats: Stats}
	| {readonly kind: 'drain'};

export type IncomingConnection = PrimaryMessage & {readonly kind: 'connection'};

/** What a session runs. Each is a label of a metric: a closed list. */
export type Program = 'screen' | 'text' | 'help' | 'privacy' | 'fingerprint' | 'files' | 'unknown';

export type WorkerMessage =
	/** The first one means that the worker is ready. */
	| {readonly kind: 'heartbeat'; readonly memory: number}
	/** An error outside all sessions left it in an unknown state: it accepts no more connections. */
	| {readonly kind: 'draining'}
	| {readonly kind: 'received'; readonly connection: number}
	| {readonly kind: 'authenticated'; readonly connection: number}
	| {readonly kind: 'closed'; readonly connection: number}
	| {readonly kind: 'dropped'; readonly reason: DropReason}
	| {
			readonly kind: 'session';
			readonly program: Program;
			readonly terminal: TerminalFamily;
	  }
	/** A visitor sees a section, for the first time in a session. */
	| {readonly kind: 'section'; readonly section: SectionId}
	| {
			readonly kind: 'session-ended';
			readonly program: Program;
			readonly seconds: number;
			readonly failed: boolean;
	  };
