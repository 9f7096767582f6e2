import type {SectionId} from '../../resume/sections.ts';
import type {Connection} from '../connection/connection.ts';
import type {Program} from '../messages.ts';

/** Why a session is ended from outside. */
export type EndReason = 'idle' | 'long' | 'restart' | 'failure' | 'gone';

type Size = {readonly columns: number; readonly rows: number};

/** The terminal that a client asked for. */
export type Pty = {
	readonly term: string;
	/** Unclamped, as the client said last. */
	readonly size: () => Size;
	readonly onResize: (listener: (size: Size) => void) => void;
};

/** One program that a client has asked to run. */
export type Session = {
	readonly connection: Connection;
	/** Absent where the client wants plain bytes. */
	readonly pty: Pty | undefined;
	/** The few variables that are taken from a client. */
	readonly environment: Readonly<Record<string, string>>;
	/** What the client sends. */
	readonly onInput: (listener: (chunk: Buffer) => void) => void;
	readonly onInputEnd: (listener: () => void) => void;
	/** Writes to stdout; on a terminal, lines end in CR LF. */
	readonly print: (text: string) => void;
	/** Writes to stderr. */
	readonly complain: (text: string) => void;
	/** Bytes as they are, to stdout. */
	readonly write: (bytes: string | Buffer) => void;
	/** Aborts when the session has to end; the reason is an `EndReason`. */
	readonly ended: AbortSignal;
	readonly end: (reason: EndReason) => void;
	/** Tells the visitor something while a screen is shown; nothing takes it away. */
	readonly notify: (notice: string | undefined) => void;
	readonly onNotice: (listener: (notice: string | undefined) => void) => void;
};

/** @returns the exit code, when the program has ended. */
export type Run = (session: Session) => Promise<number>;

/** What a client has asked for. */
export type Plan = {
	readonly program: Program;
	readonly section?: SectionId | undefined;
	readonly run: Run;
};

export type Middleware = (run: Run, plan: Plan) => Run;
