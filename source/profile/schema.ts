import * as v from 'valibot';
import {loginPattern} from './login.ts';

/*
The one place that says what a profile is. The TypeScript type, the JSON Schema that editors use
(`data/profile.schema.json`) and the validation of `--profile` files all come from here, so a
rule is written once. Every message names the fix, since it is shown as it stands.
*/

/** Longest text of one field, in UTF-16 code units: a generous paragraph. */
const maxTextLength = 2000;

/*
Something to see, and no C0 and C1 controls (an escape sequence needs one to start), line and
paragraph separators, bidirectional embeddings, overrides and isolates (which can make a line
read as what it is not), nor halves of surrogate pairs. As a pattern, so that it reaches the JSON
Schema too, which takes patterns to be Unicode ones.
*/
const printablePattern =
	/^(?=.*[^\s\u200B-\u200F\u2060\uFEFF])[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]*$/u;

const text = v.pipe(
	v.string('must be a text in quotes'),
	v.nonEmpty('must not be empty: write the text, or remove the field'),
	v.maxLength(maxTextLength, `must be at most ${maxTextLength} characters long: shorten it`),
	v.regex(
		printablePattern,
		'must be something to see, without control characters and escape sequences: remove them (a text is one line)',
	),
);

const emphasized = v.union(
	[text, v.strictObject({strong: text}), v.strictObject({code: text})],
	'must be a text, {"strong": "…"} or {"code": "…"}',
);

const richText = v.union(
	[text, v.pipe(v.array(emphasized), v.minLength(1, 'must hold at least one text'))],
	'must be a printable text, or a list of texts, {"strong": "…"} and {"code": "…"}',
);

const emoji = v.optional(v.pipe(text, v.maxLength(16, 'must be one emoji')));

const list = <Item extends v.GenericSchema>(item: Item) =>
	v.pipe(
		v.array(item, 'must be a list in [ ]'),
		v.minLength(1, 'must hold at least one entry'),
		v.maxLength(200, 'must hold at most 200 entries: remove some'),
	);

/* The stricter patterns below admit no control character either. */
const url = v.pipe(
	v.string('must be a web address in quotes'),
	v.regex(
		/^https:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]{1,500}$/,
		'must be a complete web address, such as "https://example.com/me"',
	),
);

const hexColor = v.pipe(
	v.string('must be a color in quotes'),
	v.regex(/^#[\dA-Fa-f]{6}$/, 'must be a color such as "#3670A0"'),
);

const item = v.union(
	[richText, v.strictObject({text: richText, emoji})],
	'must be a text, a list of texts, or {"text": …, "emoji": …}',
);

const heading = {title: text, emoji};

/** What a profile file holds. */
export const profileSchema = v.strictObject(
	{
		$schema: v.optional(text),
		name: text,
		greeting: v.strictObject({text, emoji}),
		headline: v.strictObject({parts: list(text), emoji}),
		introduction: list(richText),
		focus: v.strictObject({...heading, items: list(item)}),
		principles: v.strictObject({
			...heading,
			focus: text,
			motto: text,
			groups: list(v.strictObject({...heading, items: list(item), goal: richText})),
		}),
		stack: v.strictObject({
			...heading,
			groups: list(v.strictObject({...heading, rows: list(list(text))})),
		}),
		badges: v.strictObject({
			...heading,
			items: list(
				v.strictObject({
					label: text,
					message: v.optional(text),
					color: hexColor,
					logo: v.optional(text),
					logoColor: v.optional(text),
				}),
			),
		}),
		stats: v.strictObject({
			...heading,
			login: v.pipe(
				v.string('must be a GitHub login in quotes'),
				v.regex(
					loginPattern,
					'must be a GitHub login: letters, digits and single hyphens, at most 39',
				),
			),
		}),
		work: v.strictObject({
			...heading,
			items: list(v.strictObject({name: text, emoji, description: richText, url: v.optional(url)})),
			note: v.optional(richText),
		}),
		now: v.strictObject({...heading, items: list(item)}),
		links: v.strictObject({...heading, items: list(v.strictObject({label: text, url, emoji}))}),
	},
	'must be an object in { }',
);

/** A résumé's facts, as `data/profile.json` holds them. */
export type Profile = v.InferOutput<typeof profileSchema>;

/** A text, or a sequence of texts of which some are emphasized. */
export type RichText = v.InferOutput<typeof richText>;

/** An entry of a list: a rich text, with or without a decoration. */
export type Item = v.InferOutput<typeof item>;
