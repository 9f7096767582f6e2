import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Profile} from '../../source/profile/schema.ts';
import {validateProfile} from '../../source/profile/validate.ts';

/* Fields with a stricter form than text. */
const strict: ReadonlySet<string> = new Set(['$schema', 'url', 'login', 'color', 'emoji']);

const replaceTexts = (value: unknown, replace: (text: string) => string): unknown => {
	if (typeof value === 'string') {
		return replace(value);
	}

	if (Array.isArray(value)) {
		return value.map(part => replaceTexts(part, replace));
	}

	return Object.fromEntries(
		Object.entries(value as object).map(([key, field]) => [
			key,
			strict.has(key) ? field : replaceTexts(field, replace),
		]),
	);
};

/** The bundled profile with each of its texts replaced; still valid. */
export const profileWith = (replace: (text: string) => string): Profile => {
	const result = validateProfile(replaceTexts(bundledProfile, replace));
	if ('issues' in result) {
		throw new Error(`Not a profile: ${JSON.stringify(result.issues[0])}`);
	}

	return result.profile;
};

/** Texts that mean something in one format or another, none of which may mean it here. */
export const hostileTexts: readonly string[] = [
	'*_[]()<>#|`~!\\',
	'**bold** _it_ `code` ``two`` ~~gone~~',
	'[link](https://example.com) ![image](x.png) [ref][1] [^note]',
	'<script>alert("1")</script> <b>& &amp; &#65; <!-- --> ]]>',
	'# heading',
	'1. item',
	'1) item',
	'- item',
	'+ item',
	'* item',
	'> quote',
	'---',
	'===',
	'| a | b |',
	'[ ] task',
	'[x]: https://example.com',
	'```js',
	'a*b*c _d_e 2 * 3 * 4',
	'www.example.com https://example.com/a_b_c me@example.com',
	'    indented',
	'"quoted" \'single\' {brace} $math$ %25 %s',
	'comma, semicolon; colon: back\\slash \\n \\',
	'END:VCARD',
	'漢字かな交じり文、全角，；：  עברית العربية 👩🏽‍💻🏗️é',
	'x'.repeat(300),
];
