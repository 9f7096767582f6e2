/*
What a section is made of. Every face (the screen, plain text, Markdown, …) renders these kinds
and none knows a section by name. Texts are plain: how emphasis looks is the face's business.
*/

/** A run of text with at most one emphasis. */
export type Inline = {
	readonly text: string;
	readonly emphasis?: 'strong' | 'code';
};

export type Paragraph = {
	readonly kind: 'paragraph';
	readonly text: readonly Inline[];
	/** A remark beside the matter: a note, a state, a hint. */
	readonly aside?: boolean;
};

export type ListItem = {
	/** What stands before the text, as in "Goal: …". */
	readonly label?: string;
	readonly text: readonly Inline[];
	/** A decoration that carries no information. */
	readonly emoji?: string | undefined;
};

export type List = {readonly kind: 'list'; readonly items: readonly ListItem[]};

/** Blocks under a heading of their own: one principle, one part of the stack, one work. */
export type Group = {
	readonly kind: 'group';
	readonly title: string;
	readonly emoji?: string | undefined;
	/** Set where the groups of a section are counted, from 1. */
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
	/** Name of a logo at simple-icons, and its color: for faces that can draw it. */
	readonly logo?: string | undefined;
	readonly logoColor?: string | undefined;
};

export type Badges = {readonly kind: 'badges'; readonly items: readonly Badge[]};

export type Link = {
	readonly label: string;
	readonly url: string;
	readonly emoji?: string | undefined;
};

export type Links = {readonly kind: 'links'; readonly items: readonly Link[]};

export type Block = Paragraph | List | Group | Quote | Terms | Badges | Links;
