import * as v from 'valibot';
import type {LanguageShare, Rank} from '../stats/metric.ts';
import {levelNames} from '../stats/rank.ts';
import * as shape from '../stats/shapes.ts';
import {SourceError} from '../stats/source-error.ts';

/*
What the cards say as SVG: a description has the numbers unrounded, an animation the percentile.
A card that answers 200 may be an error card.
*/

const malformed = () => new SourceError({missing: 'malformed'});

const errorPattern = /data-testid="message"[\s\S]{0,200}?<tspan[^>]{0,100}>([^<]{0,200})/;

/* @throws {SourceError} for an error card, or what is no card at all. */
const refuseError = (svg: string) => {
	const message = errorPattern.exec(svg)?.[1];
	if (message === undefined) {
		return;
	}

	if (/could not resolve to a user/i.test(message)) {
		throw new SourceError({missing: 'user-not-found'});
	}

	throw new SourceError({missing: 'service-down'});
};

const countAfter = (description: string, label: RegExp): number => {
	const digits = new RegExp(`${label.source}\\s{0,3}:\\s{0,3}(\\d{1,12})(?:,|$)`).exec(description);
	const result = v.safeParse(shape.count, digits === null ? undefined : Number(digits[1]));
	if (!result.success) {
		throw malformed();
	}

	return result.output;
};

const ring = 2 * Math.PI * 40;

export type StatisticsCard = {
	readonly stars: number;
	readonly commits: number;
	readonly pullRequests: number;
	readonly issues: number;
	readonly contributedTo: number;
	readonly rank: Rank;
};

/**
Reads the statistics card.

@throws {SourceError} if it is an error card or none.
*/
export const parseStatisticsCard = (svg: string): StatisticsCard => {
	refuseError(svg);
	const description = /<desc id="descId">([^<]{1,1000})<\/desc>/.exec(svg)?.[1] ?? '';
	const level = /<title id="titleId">[^<]{0,300}, Rank: ([^<]{1,2})<\/title>/.exec(svg)?.[1] ?? '';
	const offset = Number(
		/@keyframes rankAnimation\s{0,9}\{[\s\S]{0,200}?to\s{0,9}\{\s{0,60}stroke-dashoffset:\s{0,9}([\d.]{1,24})/.exec(
			svg,
		)?.[1],
	);
	const percentile = (offset / ring) * 100;
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

const unescaped = (text: string): string =>
	text.replace(/&#(\d{1,7});/g, (whole, code) =>
		Number(code) <= 0x10_ff_ff ? String.fromCodePoint(Number(code)) : whole,
	);

/**
Reads the language card in its compact layout. Bytes are not on it.

@throws {SourceError} if it is an error card or none.
*/
export const parseLanguageCard = (svg: string): readonly LanguageShare[] => {
	refuseError(svg);
	if (!svg.includes('data-testid="lang-items"')) {
		throw malformed();
	}

	const names = svg.split('data-testid="lang-name"').length - 1;
	const shares = [...svg.matchAll(languagePattern)].map(([, color = '', name = '', percent]) => ({
		name: v.parse(shape.name, unescaped(name)),
		color,
		bytes: null,
		percent: Number(percent),
	}));
	const isWhole = shares.length === 0 || Math.abs(sum(shares) - 100) < 0.5;
	if (names !== shares.length || shares.length > 20 || !isWhole) {
		throw malformed();
	}

	return shares;
};

const sum = (shares: readonly LanguageShare[]): number =>
	shares.reduce((soFar, {percent}) => soFar + percent, 0);
