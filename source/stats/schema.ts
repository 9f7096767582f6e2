import * as v from 'valibot';
import {sanitize} from '../text/sanitize.ts';

/*
What a metric's value may be, and its type. Whatever comes from the network or a file is checked
against this, so that nothing outside these bounds reaches a screen, a file or a sum.
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
	v.transform(text => sanitize(text, 60).trim()),
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
export const maxDays = 54 * 7;

const rank = v.pipe(
	v.object({
		level: v.pipe(v.string(), v.regex(/^(?:S|[ABC][+-]?)$/)),
		/** 0 to 100; lower is better. */
		percentile: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
	}),
	v.readonly(),
);

export type Rank = v.InferOutput<typeof rank>;

const languageShare = v.pipe(
	v.object({
		name,
		/** `#rrggbb` */
		color,
		/** `null` if only the percentage is known. */
		bytes: v.nullable(v.pipe(v.number(), v.minValue(0))),
		/** Of the languages shown, so that they add up to 100. */
		percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
	}),
	v.readonly(),
);

export type LanguageShare = v.InferOutput<typeof languageShare>;

const languages = v.pipe(
	v.object({
		shares: v.pipe(v.array(languageShare), v.maxLength(20), v.readonly()),
		/** How many of the repositories with code were counted; absent if that is not known. */
		coverage: v.exactOptional(v.pipe(v.object({counted: count, of: count}), v.readonly())),
	}),
	v.readonly(),
);

const calendarDay = v.pipe(
	v.object({
		date: day,
		/** `null` if only the level is known. */
		count: v.nullable(count),
		/** 0 (none) to 4, as GitHub shades the day. */
		level: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4)),
	}),
	v.readonly(),
);

export type Day = v.InferOutput<typeof calendarDay>;

const calendar = v.pipe(
	v.object({
		total: count,
		/** In order of date. */
		days: v.pipe(v.array(calendarDay), v.maxLength(maxDays), v.readonly()),
	}),
	v.readonly(),
);

export type Calendar = v.InferOutput<typeof calendar>;

const repository = v.pipe(
	v.object({
		name: repositoryName,
		url: v.pipe(v.string(), v.url(), v.maxLength(300), v.regex(/^https?:\/\/[!-~]+$/)),
		stars: count,
		fork: v.boolean(),
		language: v.nullable(name),
		pushedAt: v.nullable(moment),
	}),
	v.readonly(),
);

export type Repository = v.InferOutput<typeof repository>;

/** By metric. Commits, reviews and contributed-to are of the last year. */
export const values = {
	stars: count,
	commits: count,
	pullRequests: count,
	issues: count,
	contributedTo: count,
	followers: count,
	reviews: count,
	rank,
	languages,
	calendar,
	repositories: v.pipe(v.array(repository), v.maxLength(1000), v.readonly()),
};

export const source = v.picklist(['graphql', 'rest', 'search', 'calendar', 'card', 'formula']);

export const exactness = v.picklist(['exact', 'approximate']);
