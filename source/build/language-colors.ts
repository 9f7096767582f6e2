import {writeFile} from 'node:fs/promises';
import * as languages from 'linguist-languages';

/* Writes data/language-colors.json: the colors of the languages that GitHub counts as code. */
const all: readonly {readonly name: string; readonly type: string; readonly color?: string}[] =
	Object.values(languages);
const entries = all
	.filter(({type, color}) => color && (type === 'programming' || type === 'markup'))
	.map(({name, color}) => [name, color] as const)
	.sort(([a], [b]) => (a < b ? -1 : 1));

const file = new URL('../../data/language-colors.json', import.meta.url);
await writeFile(file, `${JSON.stringify(Object.fromEntries(entries), null, '\t')}\n`);
