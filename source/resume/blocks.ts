import type {Known, Reason} from '../stats/metric.ts';
import type {Calendar, Rank} from '../stats/schema.ts';

/*
What sections consist of. Every renderer (the screen, plain text, Markdown, …) supports these kinds, and
none knows a section by name. Texts are plain: how emphasis looks is up to the renderer.
*/

/** A run of text with at most one emphasis. */
export type Inline = {
	readonly text: string;
	readonly emphasis?: 'strong' | 'code';
};

export type Paragraph = {
	readonly kind: 'paragraph';
	readonly text: readonly Inline[];
	/** A side note: a remark, a status, a hint. */
	readonly aside?: boolean;
};

/** What can be requested by number, such as `work 2`. */
type Entry = {
	/** Its number in the section, from 1. */
	readonly entry?: number;
};

export type ListItem = Entry & {
	/** Precedes the text, as in "Goal: …". */
	readonly label?: string;
	readonly text: readonly Inline[];
	/** A decoration that carries no information. */
	readonly emoji?: string | undefined;
};

export type List = {readonly kind: 'list'; readonly items: readonly ListItem[]};

/** Blocks under their own heading: a principle, a part of the stack, a project. */
export type Group = Entry & {
	readonly kind: 'group';
	readonly title: string;
	readonly emoji?: string | undefined;
	/** Set if the section numbers its groups, from 1. */
	readonly number?: number;
	readonly url?: string | undefined;
	readonly blocks: readonly Block[];
};

export type Quote = {readonly kind: 'quote'; readonly text: readonly Inline[]};

/** Short terms side by side, in rows. */
export type Terms = {readonly kind: 'terms'; readonly rows: readonly (readonly string[])[]};

export type Badge = {
	readonly label: string;
	readonly message?: string | undefined;
	/** `#rrggbb` */
	readonly color: string;
	/** Name of a logo in Simple Icons, and its color: for formats that can show it. */
	readonly logo?: string | undefined;
	readonly logoColor?: string | undefined;
};

export type Badges = {readonly kind: 'badges'; readonly items: readonly Badge[]};

export type Link = Entry & {
	readonly label: string;
	readonly url: string;
	readonly emoji?: string | undefined;
};

export type Links = {readonly kind: 'links'; readonly items: readonly Link[]};

/** Where a number comes from, how fresh and how exact it is, or why there is none. */
export type Origin = Omit<Known<unknown>, 'value'> | Reason;

/** A number with its bar. */
export type Measure = {
	readonly label: string;
	/** As displayed: `1,284`, `53.55 %`, `A-`; a dash if it is not known. */
	readonly text: string;
	/** Set if the number is not exact. */
	readonly approximate?: true;
	/** Length of the bar, 0 to 1; absent if the number has no scale. */
	readonly length?: number;
	/** Of the bar, `#rrggbb`. */
	readonly color?: string;
	readonly value?: number | Rank;
	readonly origin: Origin;
};

export type Bars = {
	readonly kind: 'bars';
	readonly items: readonly Measure[];
	/** What the length of a bar means; only if there are bars, and for renderers that draw them. */
	readonly legend?: string;
};

/** A year, day by day. */
export type Heatmap = {
	readonly kind: 'heatmap';
	readonly calendar: Calendar;
	readonly origin: Origin;
};

/** Short facts side by side; a counted one has an origin. */
export type Fact = {
	readonly text: string;
	readonly strong?: true;
	/** Its name in JSON, and its value. */
	readonly name?: string;
	readonly value?: number | string;
	readonly origin?: Origin;
};

export type Facts = {readonly kind: 'facts'; readonly items: readonly Fact[]};

export type Block =
	| Paragraph
	| List
	| Group
	| Quote
	| Terms
	| Badges
	| Links
	| Bars
	| Heatmap
	| Facts;
