import {announceRestart} from './announce-restart.ts';
import {attribute} from './attribute.ts';
import {sayGoodbye} from './exit-message.ts';
import {limitTime} from './limit-time.ts';
import {recover} from './recover.ts';
import {report} from './report.ts';
import type {Middleware, Plan, Run} from './session.ts';

/*
The order, from the outside in. What is reported includes how it ended; a failure is caught
within that, and everything that may fail runs where the failure finds its session.
*/
const stack: readonly Middleware[] = [
	report,
	recover,
	attribute,
	sayGoodbye,
	announceRestart,
	limitTime,
];

/** Wraps a program in everything that every session gets. */
export const wrap = (plan: Plan): Run =>
	stack.reduceRight<Run>((run, middleware) => middleware(run, plan), plan.run);
