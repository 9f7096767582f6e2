import type {SectionId} from '../../resume/sections.ts';
import type {Connection} from '../connection/connection.ts';
import type {DismissReason} from '../connection/guard.ts';
import type {Program} from '../messages.ts';

/** Why a session ended before its program did. The log has these. */
export type EndReason = 'idle' | 'long' | 'restart' | 'failure' | 'gone' | DismissReason;

type Size = {readonly columns: number; readonly rows: number};

/** The terminal that a client asked for. */
export type Pty = {
	readonly term: string;
	/** Unclamped, as last reported by the client. */
	readonly size: () => Size;
	readonly onResize: (listener: (size: Size) => void) => void;
};

/** The longest wording first, for screens with little room. */
export type Notice = readonly string[];

/** One program that a client has asked to run. */
export type Session = {
	readonly connection: Connection;
	/** Absent if the client asked for none. */
	readonly pty: Pty | undefined;
	/** The few variables that are accepted from a client. */
	readonly environment: Readonly<Record<string, string>>;
	/** What the client sends. */
	readonly onInput: (listener: (chunk: Buffer) => void) => void;
	readonly onInputEnd: (listener: () => void) => void;
	/** Writes to stdout; on a terminal, lines end in CR LF. */
	readonly print: (text: string) => void;
	/** Writes to stderr. */
	readonly printError: (text: string) => void;
	/** Writes bytes to stdout, unchanged. */
	readonly write: (bytes: string | Buffer) => void;
	/** Aborts when the session must end; the reason is an `EndReason`. */
	readonly ended: AbortSignal;
	readonly end: (reason: EndReason) => void;
	/** Sends the exit code; resolves when the client has closed the session too. */
	readonly close: (code: number) => Promise<void>;
	/** Shows a notice on the visitor's screen, or removes it. */
	readonly notify: (notice: Notice | undefined) => void;
	readonly onNotice: (listener: (notice: Notice | undefined) => void) => void;
};

/** Runs a program. @returns its exit code. */
export type Run = (session: Session) => Promise<number>;

/** What a client has asked for. */
export type Plan = {
	readonly program: Program;
	readonly section?: SectionId | undefined;
	readonly run: Run;
};

export type Middleware = (run: Run, plan: Plan) => Run;
