import * as v from 'valibot';
import {loginPattern} from './login.ts';

/*
The single definition of a profile: the TypeScript type, the JSON Schema for editors
(`data/profile.schema.json`) and the validation of `--profile` files are all derived from it. Every
message names the fix, since it is shown unchanged.
*/

/** Of one field, in UTF-16 code units: a generous paragraph. */
const maxTextLength = 2000;

/*
Something visible, and no C0 or C1 controls (with which escape sequences start), line and paragraph
separators, bidirectional embeddings, overrides and isolates (which can disguise a text) or lone
surrogates. A pattern, so that it is in the JSON Schema too, where patterns are Unicode ones.
*/
const printablePattern =
	/^(?=.*[^\s\u200B-\u200F\u2060\uFEFF])[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]*$/u;

const text = v.pipe(
	v.string('must be a text in quotes'),
	v.nonEmpty('must not be empty: write the text, or remove the field'),
	v.maxLength(maxTextLength, `must be at most ${maxTextLength} characters long: shorten it`),
	v.regex(
		printablePattern,
		'must be visible text on one line, without control characters and escape sequences: remove them',
	),
);

const emphasized = v.union(
	[text, v.strictObject({strong: text}), v.strictObject({code: text})],
	'must be a text, {"strong": "…"} or {"code": "…"}',
);

const richText = v.union(
	[text, v.pipe(v.array(emphasized), v.minLength(1, 'must have at least one text'))],
	'must be a printable text, or a list of texts, {"strong": "…"} and {"code": "…"}',
);

const emoji = v.optional(v.pipe(text, v.maxLength(16, 'must be one emoji')));

const list = <Item extends v.GenericSchema>(item: Item) =>
	v.pipe(
		v.array(item, 'must be a list in [ ]'),
		v.minLength(1, 'must have at least one entry'),
		v.maxLength(200, 'must have at most 200 entries: remove some'),
	);

/* The patterns below allow no control characters either. */
const url = v.pipe(
	v.string('must be a URL in quotes'),
	v.regex(
		/^https:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]{1,500}$/,
		'must be a complete URL, such as "https://example.com/me"',
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

/** The content of a profile file. */
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

/** The content of a résumé, as in `data/profile.json`. */
export type Profile = v.InferOutput<typeof profileSchema>;

/** A text, or texts of which some are emphasized. */
export type RichText = v.InferOutput<typeof richText>;

/** An entry of a list: a rich text, optionally with an emoji. */
export type Item = v.InferOutput<typeof item>;
