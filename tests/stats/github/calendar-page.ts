import {type MadeUpUser, madeUpDays} from './users.ts';

const months = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

const ordinal = (day: number): string => {
	const suffix = day % 10 === 1 ? 'st' : day % 10 === 2 ? 'nd' : day % 10 === 3 ? 'rd' : 'th';
	return `${day}${day > 10 && day < 14 ? 'th' : suffix}`;
};

const tip = (date: string, count: number): string => {
	const [, month = '1', day = '1'] = date.split('-');
	const when = `${months[Number(month) - 1]} ${ordinal(Number(day))}`;
	const what = count === 0 ? 'No contributions' : `${count} contribution${count === 1 ? '' : 's'}`;
	return `${what} on ${when}.`;
};

/** The contribution calendar in the profile page's markup: weekday by weekday, counts in tooltips. */
export const calendarPage = (user: MadeUpUser, today: Date): string => {
	const days = madeUpDays(user, today);
	const total = days.reduce((sum, {count}) => sum + count, 0);
	const rows = Array.from({length: 7}, (_, weekday) => {
		const cells = days
			.map((day, index) => ({...day, index}))
			.filter(({index}) => index % 7 === weekday)
			.map(({date, count, level, index}) => {
				const id = `contribution-day-component-${weekday}-${Math.floor(index / 7)}`;
				return `<td tabindex="0" data-ix="${Math.floor(index / 7)}" aria-selected="false" style="width: 10px" data-date="${date}" id="${id}" data-level="${level}" role="gridcell" data-view-component="true" class="ContributionCalendar-day"></td>
<tool-tip id="tooltip-${id}" for="${id}" popover="manual" data-direction="n" data-type="label" class="sr-only position-absolute">${tip(date, count)}</tool-tip>`;
			});
		return `<tr style="height: 10px"><td class="ContributionCalendar-label" style="position: relative"><span class="sr-only">Day</span></td>${cells.join('\n')}</tr>`;
	});
	return `<div class="js-yearly-contributions"><div class="position-relative">
<h2 id="js-contribution-activity-description" class="f4 text-normal mb-2">
      ${total.toLocaleString('en-US')}
      contributions
        in the last year
</h2>
<table class="ContributionCalendar-grid js-calendar-graph-table"><tbody>${rows.join('\n')}</tbody></table></div></div>`;
};
