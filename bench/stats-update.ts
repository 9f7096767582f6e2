import type {Profile} from '../source/profile/schema.ts';
import {sectionList} from '../source/resume/sections.ts';
import {createContent} from '../source/screen/content.ts';
import {createScreen} from '../source/screen/screen.ts';
import {emptyStats} from '../source/stats/stats.ts';
import type {Part, Result} from './result.ts';
import {scaledProfile} from './scaled-profile.ts';

const updates = 200;
const warmUp = 20;

const size = {columns: 80, rows: 24};

/* What every renderer does with an update: take the frame that results. */
const measurePage = (profile: Profile, section: number): readonly number[] => {
	const screen = createScreen({
		content: createContent(profile),
		size,
		badgeColors: true,
		start: {section},
	});
	screen.subscribe(() => void screen.getFrame());
	screen.getFrame();
	const samples: number[] = [];
	for (let update = 0; update < warmUp + updates; update++) {
		const stats = emptyStats(profile.stats.login);
		const started = performance.now();
		screen.setStats({stats, now: update * 60_000});
		screen.getFrame();
		samples.push(performance.now() - started);
	}

	return samples.slice(warmUp);
};

/** What new statistics cost while a long page is open. */
export const measureStatsUpdate = async (): Promise<Part> => {
	const profile = (await scaledProfile(100)) as unknown as Profile;
	const results = sectionList.map(
		({label, usesStats}, index): Result => ({
			name: `${label}, ${usesStats ? 'with' : 'without'} numbers`,
			unit: 'ms',
			samples: measurePage(profile, index),
			...(!usesStats && {budget: 'statistics update'}),
		}),
	);
	return {
		title: 'Statistics update',
		method: `Until the frame is there, 100x content, ${updates} updates of each page at ${size.columns}x${size.rows}, within this process.`,
		results,
	};
};
