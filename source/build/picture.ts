/*
`npm run picture`: generates the README's pictures, dark and light, from frames that the built program
draws in a pty.
*/
import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {dark, light, pictureSize, screenGroup, svg} from './screen-svg.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const size = {cols: 80, rows: 24};

/* Keys to press before each frame. */
const frames = ['', '\u001B[B\u001B[B\u001B[C'];

const terminal = new xterm.Terminal({...size, allowProposedApi: true});
const child = spawn(process.execPath, [`${root}dist/cli.js`], {
	...size,
	env: {TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8'},
});
child.onData(data => terminal.write(data));
const settle = () => new Promise(resolve => setTimeout(resolve, 700));

const pictures: {readonly dark: string; readonly light: string}[] = [];
await settle();
for (const keys of frames) {
	child.write(keys);
	await settle();
	pictures.push({dark: screenGroup(terminal, dark), light: screenGroup(terminal, light)});
}

child.kill();
for (const theme of ['dark', 'light'] as const) {
	await writeFile(
		`${root}docs/screens-${theme}.svg`,
		svg(
			pictures.map(picture => picture[theme]),
			pictureSize(terminal),
			'The résumé in a terminal: a menu beside a page',
		),
	);
}

process.exit();
