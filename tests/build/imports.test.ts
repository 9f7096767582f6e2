import {readFileSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {dirname, posix, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

/* Imports run downward only: which folder may import which, from the bottom up. */

const source = fileURLToPath(new URL('../../source/', import.meta.url));

const content = ['profile', 'resume', 'stats', 'text'];
const screen = [...content, 'layout', 'screen', 'terminal'];
const sshParts = ['ssh', 'server', 'commands.ts', 'formats', 'ansi', ...screen];

const allowed: Readonly<Record<string, readonly string[]>> = {
	text: [],
	terminal: ['text'],
	profile: ['text'],
	stats: ['text'],
	github: ['stats', 'text'],
	resume: content,
	layout: content,
	formats: [...content, 'layout'],
	screen,
	ansi: screen,
	tui: [...screen, 'ansi'],
	server: ['text'],
	'commands.ts': ['formats', 'resume', 'text'],
	cli: ['commands.ts', 'formats', 'github', 'ansi', 'tui', ...screen],
	ssh: ['ansi', 'server', ...screen],
	'ssh/connection': sshParts,
	'ssh/session': [...sshParts, 'ssh/connection'],
	'ssh/worker': [...sshParts, 'ssh/connection', 'ssh/session'],
	'ssh/primary': [...sshParts, 'ssh/connection', 'github'],
	'ssh/main.ts': ['text', 'ssh/primary', 'ssh/worker'],
};

type Import = {readonly from: string; readonly to: string; readonly isType: boolean};

const pattern =
	/^(?:import|export) (type )?[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)|^import '(\.[^']+)'/gm;

const importsOf = async (): Promise<readonly Import[]> => {
	const files = (await readdir(source, {recursive: true}))
		.map(file => file.split(sep).join('/'))
		.filter(file => /\.tsx?$/.test(file) && !file.startsWith('build/'));
	return files.flatMap(file =>
		Array.from(readFileSync(`${source}${file}`, 'utf8').matchAll(pattern), match => ({
			from: file,
			to: posix.join(dirname(file), match[2] ?? match[3] ?? match[4] ?? ''),
			isType: match[1] !== undefined,
		})),
	);
};

/* A folder; below ssh/, the folder in it; a file that stands alone. */
const partOf = (file: string): string => {
	const [first = '', second = '', third] = file.split('/');
	return file === 'ssh/main.ts' ? file : third === undefined ? first : `${first}/${second}`;
};

const layerOf = (file: string): string => {
	const part = partOf(file);
	return Object.hasOwn(allowed, part) ? part : (part.split('/')[0] ?? '');
};

test('no folder imports one above it', async () => {
	const imports = await importsOf();
	expect(imports.length).toBeGreaterThan(400);
	const upward = imports
		.filter(({to}) => !/\.json$/.test(to))
		.filter(({from, to}) => {
			const [here, there] = [layerOf(from), layerOf(to)];
			return here !== there && !allowed[here]?.includes(there);
		})
		.map(({from, to}) => `${from} imports ${to}`);
	expect(upward).toEqual([]);
});

test('no imports go round in a circle', async () => {
	const next = new Map<string, string[]>();
	for (const {from, to, isType} of await importsOf()) {
		if (!isType) {
			next.set(from, [...(next.get(from) ?? []), to]);
		}
	}

	const done = new Set<string>();
	const circles: string[] = [];
	const visit = (file: string, path: readonly string[]) => {
		if (path.includes(file)) {
			circles.push([...path.slice(path.indexOf(file)), file].join(' > '));
			return;
		}

		if (!done.has(file)) {
			for (const target of next.get(file) ?? []) {
				visit(target, [...path, file]);
			}

			done.add(file);
		}
	};
	for (const file of next.keys()) {
		visit(file, []);
	}

	expect(circles).toEqual([]);
});

test('files hold one thing: none has more than 250 lines', async () => {
	const files = await readdir(source, {recursive: true});
	const long = files
		.filter(file => /\.tsx?$/.test(file))
		.map(file => ({file, lines: readFileSync(`${source}${file}`, 'utf8').split('\n').length - 1}))
		.filter(({lines}) => lines > 250);
	expect(long).toEqual([]);
});
