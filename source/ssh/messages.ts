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

/**
Why the server ended a connection: the labels of a metric. Only an abusive client causes one that is
abuse, which fail2ban may ban: confirming a host key takes some people longer than the handshake may,
and a suspended client is a slow reader.
*/
export const dropReasons = {
	'handshake-timeout': {isAbuse: false},
	'authentication-tries': {isAbuse: false},
	'input-flood': {isAbuse: true},
	'unread-replies': {isAbuse: true},
	'slow-reader': {isAbuse: false},
	'small-packets': {isAbuse: true},
	'second-program': {isAbuse: false},
	rekeys: {isAbuse: true},
	'no-session': {isAbuse: false},
	'not-closed': {isAbuse: false},
	'download-flood': {isAbuse: false},
	'absolute-limit': {isAbuse: false},
	evicted: {isAbuse: false},
	full: {isAbuse: false},
} as const satisfies Readonly<Record<string, {readonly isAbuse: boolean}>>;

export type DropReason = keyof typeof dropReasons;

/** What visitors are shown; loaded once, for all workers. */
export type ContentData = {
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
			readonly content: ContentData;
	  }
	/** For new sessions. */
	| {readonly kind: 'reload'; readonly settings: Settings; readonly content: ContentData}
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
