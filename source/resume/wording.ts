import type {Reason} from '../stats/metric.ts';
import type {Day} from '../stats/schema.ts';

/* The wording of counts, times and reasons. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const months = [
	...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
	...['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
];

/** A count with its thousands apart. */
export const countText = (count: number): string =>
	String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/**
A count in a few characters, as github-readme-stats prints it (`kFormatter` at 5df91f9): up to 999
as it is, then in thousands with one decimal.
*/
export const shortNumber = (count: number): string =>
	count < 1000 ? String(count) : `${Number((count / 1000).toFixed(1))}k`;

/**
A day: `20 Nov 2026`.

@param date - ISO 8601, UTC.
*/
export const dateText = (date: string): string => {
	const [year = '', month = '', dayOfMonth = ''] = date.slice(0, 10).split('-');
	return `${Number(dayOfMonth)} ${months[Number(month) - 1]} ${year}`;
};

/** A moment: `20 Nov 2026, 14:20 UTC`. */
export const timeText = (date: string): string => `${dateText(date)}, ${date.slice(11, 16)} UTC`;

/** A month: `Nov`. */
export const monthText = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? '';

/**
How long ago something was, in the largest unit that fits.

@param date - ISO 8601, UTC.
@param now - Milliseconds since the epoch.
*/
export const ageText = (date: string, now: number): string => {
	const age = now - Date.parse(date);
	if (age < minute) {
		return 'just now';
	}

	if (age < hour) {
		return `${Math.floor(age / minute)} min ago`;
	}

	if (age < 2 * day) {
		return `${Math.floor(age / hour)} h ago`;
	}

	return age < 30 * day ? `${Math.floor(age / day)} days ago` : dateText(date);
};

const pad2 = (number: number): string => String(number).padStart(2, '0');

/* In this machine's time zone, which is named: on a server it need not be the reader's. */
const clockText = (date: string): string => {
	const moment = new Date(date);
	const offset = -moment.getTimezoneOffset();
	const minutes = Math.abs(offset) % 60;
	const zone =
		offset === 0
			? ''
			: `${offset > 0 ? '+' : '-'}${Math.floor(Math.abs(offset) / 60)}${minutes ? `:${pad2(minutes)}` : ''}`;
	return `${pad2(moment.getHours())}:${pad2(moment.getMinutes())} UTC${zone}`;
};

/** Why something is not known. */
export const reasonText = ({code, until}: Reason): string => {
	switch (code) {
		case 'waiting':
			return 'not asked yet';
		case 'asking':
			return 'not known yet';
		case 'turned-off':
			return 'offline mode';
		case 'offline':
			return 'offline: cannot reach GitHub';
		case 'rate-limited':
			return `GitHub’s rate limit${until === undefined ? '' : `, until ${clockText(until)}`}`;
		case 'user-not-found':
			return 'no such GitHub user';
		case 'refused':
			return 'GitHub refuses to answer';
		case 'token-refused':
			return 'GitHub rejected the token';
		case 'timed-out':
			return 'GitHub did not answer in time';
		case 'untrusted':
			return 'the connection to GitHub is not trusted';
		case 'service-down':
			return 'GitHub is down';
		case 'malformed':
			return 'unexpected response from GitHub';
	}
};

/**
A calendar as the sums of its months, in order: `Nov 2026` and `1,204`. Where only levels are
known, the days with contributions are counted: `17 days`.
*/
export const monthSums = (
	days: readonly Day[],
): readonly (readonly [month: string, sum: string])[] => {
	const sums = new Map<string, number>();
	for (const {date, count, level} of days) {
		const month = `${monthText(date)} ${date.slice(0, 4)}`;
		sums.set(month, (sums.get(month) ?? 0) + (count ?? Math.min(level, 1)));
	}

	const unit = days.some(({count}) => count === null) ? ' days' : '';
	return [...sums].map(([month, sum]) => [month, countText(sum) + unit]);
};
