import * as v from 'valibot';
import {SourceError} from '../stats/metric.ts';
import {levelNames} from '../stats/rank.ts';
import * as schema from '../stats/schema.ts';

/*
Parses the cards' SVG: a description has the numbers unrounded, an animation the percentile. A
response of status 200 may be an error card.
*/

const malformed = () => new SourceError({code: 'malformed'});

const errorPattern = /data-testid="message"[\s\S]{0,200}?<tspan[^>]{0,100}>([^<]{0,200})/;

/* @throws {SourceError} for an error card. */
const throwIfErrorCard = (svg: string) => {
	const message = errorPattern.exec(svg)?.[1];
	if (message === undefined) {
		return;
	}

	if (/could not resolve to a user/i.test(message)) {
		throw new SourceError({code: 'user-not-found'});
	}

	throw new SourceError({code: 'service-down'});
};

const countAfter = (description: string, label: RegExp): number => {
	const digits = new RegExp(`${label.source}\\s{0,3}:\\s{0,3}(\\d{1,12})(?:,|$)`).exec(description);
	const result = v.safeParse(schema.count, digits === null ? undefined : Number(digits[1]));
	if (!result.success) {
		throw malformed();
	}

	return result.output;
};

const circumference = 2 * Math.PI * 40;

export type StatsCard = {
	readonly stars: number;
	readonly commits: number;
	readonly pullRequests: number;
	readonly issues: number;
	readonly contributedTo: number;
	readonly rank: schema.Rank;
};

/**
Parses the statistics card.

@throws {SourceError} for an error card or anything else.
*/
export const parseStatsCard = (svg: string): StatsCard => {
	throwIfErrorCard(svg);
	const description = /<desc id="descId">([^<]{1,1000})<\/desc>/.exec(svg)?.[1] ?? '';
	const level = /<title id="titleId">[^<]{0,300}, Rank: ([^<]{1,2})<\/title>/.exec(svg)?.[1] ?? '';
	const offset = Number(
		/@keyframes rankAnimation\s{0,9}\{[\s\S]{0,200}?to\s{0,9}\{\s{0,60}stroke-dashoffset:\s{0,9}([\d.]{1,24})/.exec(
			svg,
		)?.[1],
	);
	const percentile = (offset / circumference) * 100;
	if (!levelNames.includes(level) || !(percentile >= 0 && percentile <= 100)) {
		throw malformed();
	}

	return {
		stars: countAfter(description, /Total Stars Earned/),
		commits: countAfter(description, /Total Commits\s{1,3}\(last year\)/),
		pullRequests: countAfter(description, /Total PRs/),
		issues: countAfter(description, /Total Issues/),
		contributedTo: countAfter(description, /Contributed to \(last year\)/),
		rank: {level, percentile},
	};
};

const languagePattern =
	/<circle[^>]{0,60} fill="(#[\dA-Fa-f]{6})"[^>]{0,20}>\s{0,40}<text data-testid="lang-name"[^>]{0,100}>\s{0,40}([^<]{1,80}?) (\d{1,3}\.\d\d)%\s{0,40}<\/text>/g;

const unescapeHtml = (text: string): string =>
	text.replace(/&#(\d{1,7});/g, (whole, code) =>
		Number(code) <= 0x10_ff_ff ? String.fromCodePoint(Number(code)) : whole,
	);

/**
Parses the language card in its compact layout, which has no bytes.

@throws {SourceError} for an error card or anything else.
*/
export const parseLanguageCard = (svg: string): readonly schema.LanguageShare[] => {
	throwIfErrorCard(svg);
	if (!svg.includes('data-testid="lang-items"')) {
		throw malformed();
	}

	const names = svg.split('data-testid="lang-name"').length - 1;
	const shares = [...svg.matchAll(languagePattern)].map(([, color = '', name = '', percent]) => ({
		name: v.parse(schema.name, unescapeHtml(name)),
		color,
		bytes: null,
		percent: Number(percent),
	}));
	const isComplete = shares.length === 0 || Math.abs(sum(shares) - 100) < 0.5;
	if (names !== shares.length || shares.length > 20 || !isComplete) {
		throw malformed();
	}

	return shares;
};

const sum = (shares: readonly schema.LanguageShare[]): number =>
	shares.reduce((total, {percent}) => total + percent, 0);
