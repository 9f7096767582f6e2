import * as v from 'valibot';
import {printable} from '../text/sanitize.ts';

/*
What values from the network may be. Everything else makes the answer malformed, so that nothing
outside these bounds gets as far as a screen, a file or a sum.
*/

/** Nobody has a billion of anything here. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(999_999_999));

/** Bytes of one language in one repository: up to a terabyte, so that sums stay exact. */
export const bytes = v.pipe(
	v.number(),
	v.safeInteger(),
	v.minValue(0),
	v.maxValue(1_000_000_000_000),
);

/** A name to show: one line, bounded, without controls. */
export const name = v.pipe(
	v.string(),
	v.transform(text => printable(text, 60).trim()),
	v.minLength(1),
);

/** GitHub allows no other characters in a repository's name. */
export const repositoryName = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/));

export const color = v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/i));

const isMoment = (text: string) => text.length <= 40 && !Number.isNaN(Date.parse(text));

/** A moment as ISO 8601, UTC. */
export const moment = v.pipe(
	v.string(),
	v.check(isMoment),
	v.transform(text => new Date(text).toISOString()),
);

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** `YYYY-MM-DD` */
export const day = v.pipe(v.string(), v.check(isDay));

/** A year has 53 or 54 started weeks. */
export const mostDays = 54 * 7;
