import {announceRestart} from './announce-restart.ts';
import {close} from './close.ts';
import {printExitMessage} from './exit-message.ts';
import {isolateErrors} from './isolate-errors.ts';
import {limitTime} from './limit-time.ts';
import {recover} from './recover.ts';
import {report} from './report.ts';
import type {Middleware, Plan, Run} from './session.ts';

/*
From the outside in. The report includes how the session ended, and waits until the client has closed
it. Failures are caught within that, and everything that may fail runs in the session's error scope.
*/
const stack: readonly Middleware[] = [
	report,
	close,
	recover,
	isolateErrors,
	printExitMessage,
	announceRestart,
	limitTime,
];

/** Wraps a program in everything that every session gets. */
export const wrap = (plan: Plan): Run =>
	stack.reduceRight<Run>((run, middleware) => middleware(run, plan), plan.run);
