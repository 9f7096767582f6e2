import {afterEach, expect, test} from 'vitest';
import {
	ageText,
	countText,
	dateText,
	monthSums,
	reasonText,
	timeText,
} from '../../source/resume/wording.ts';

const zone = process.env.TZ;
afterEach(() => {
	process.env.TZ = zone;
});

test.each([
	[0, '0'],
	[999, '999'],
	[1000, '1,000'],
	[12_345, '12,345'],
	[999_999_999, '999,999,999'],
])('the count %i', (count, text) => {
	expect(countText(count)).toBe(text);
});

const date = '2026-11-20T14:20:00.000Z';

test.each([
	[-5, 'just now'],
	[0, 'just now'],
	[59, 'just now'],
	[60, '1 min ago'],
	[3599, '59 min ago'],
	[3600, '1 h ago'],
	[47 * 3600, '47 h ago'],
	[48 * 3600, '2 days ago'],
	[29 * 86_400, '29 days ago'],
	[30 * 86_400, '20 Nov 2026'],
])('%i seconds ago', (seconds, text) => {
	expect(ageText(date, Date.parse(date) + seconds * 1000)).toBe(text);
});

test('days and moments', () => {
	expect(dateText('2026-01-05')).toBe('5 Jan 2026');
	expect(timeText(date)).toBe('20 Nov 2026, 14:20 UTC');
});

test.each([
	['UTC', '14:20 UTC'],
	['Asia/Dhaka', '20:20 UTC+6'],
	['America/New_York', '09:20 UTC-5'],
	['Asia/Kathmandu', '20:05 UTC+5:45'],
])('until when a limit lasts, on the clock of %s', (name, text) => {
	process.env.TZ = name;
	expect(reasonText({code: 'rate-limited', until: date})).toBe(
		`GitHub’s rate limit, until ${text}`,
	);
});

test('the months of a calendar, by counts, or by days where only levels are known', () => {
	const days = [
		{date: '2025-12-31', count: 4, level: 2},
		{date: '2026-01-01', count: 1200, level: 4},
		{date: '2026-01-02', count: 5, level: 2},
	];
	expect(monthSums(days)).toEqual([
		['Dec 2025', '4'],
		['Jan 2026', '1,205'],
	]);
	expect(monthSums(days.map(day => ({...day, count: null})))).toEqual([
		['Dec 2025', '1 days'],
		['Jan 2026', '2 days'],
	]);
});
