import type {Profile} from '../profile/schema.ts';
import type {Section} from '../resume/sections.ts';

/** What a format prints: the whole résumé, or some of its sections. */
export type Resume = {
	readonly profile: Profile;
	/** The requested sections, in order; a requested entry is a section with only that. */
	readonly sections: readonly Section[];
	/** Whether these are all of them. */
	readonly whole: boolean;
};

export type FormatOptions = {
	/** Columns, for the formats that wrap their lines. */
	readonly width: number;
	/** For screen readers: numbers without their bars. */
	readonly screenReader?: boolean;
};

/** A non-interactive output format: the same blocks as text that ends in a line feed. */
export type Format = (resume: Resume, options: FormatOptions) => string;
