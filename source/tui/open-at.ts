import {entryLine} from '../layout/line.ts';
import {placesOf} from '../layout/place.ts';
import {layoutSection} from '../layout/section.ts';
import type {Section} from '../resume/sections.ts';
import {type Navigation, startAt} from './navigation.ts';

/** What was asked for on the command line. */
export type Start = {
	/** Index of the section. */
	readonly section: number;
	/** From 1. */
	readonly entry: number | undefined;
};

/* A place does not depend on the width, so any will do to find it. */
const options = {width: 60, badgeColors: false};

/** Where the reader starts: at the menu, or where they asked to. */
export const openAt = (sections: readonly Section[], start: Start | undefined): Navigation => {
	const navigation = startAt(sections.length, start?.section);
	const section = sections[start?.section ?? 0];
	if (start?.entry === undefined || section === undefined) {
		return navigation;
	}

	const lines = layoutSection(section, options);
	const place = placesOf(lines)[entryLine(lines, start.entry) ?? 0] ?? 0;
	return {...navigation, places: navigation.places.with(start.section, place)};
};
