/* @module-tag ssh */
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {sections} from '../../source/resume/sections.ts';
import {position} from '../support/position.ts';
import {sshScreen} from './client.ts';
import {type Server, startServer, until} from './server.ts';

let server: Server;
beforeAll(async () => {
	server = await startServer({'connection-rate': 1000});
});
afterAll(() => server.stop());

const titles = sections(bundledProfile).map(({title, label}) => ({title, label}));
const down = '\u001B[B';
const enter = '\r';
const back = '\u001B';

describe('walks the whole résumé', () => {
	it.each([
		[80, 24],
		[120, 40],
		[200, 60],
	])('at %i x %i', async (columns, rows) => {
		const screen = sshScreen(server, {columns, rows});
		for (const {title} of titles) {
			await screen.shows(title.slice(0, 30));
			screen.press(down);
		}

		screen.press('q');
		expect(await screen.exit()).toBe(0);
		expect(screen.isAlternate()).toBe(false);
		expect(screen.text()).toContain(bundledProfile.name);
	});

	it('at 40 x 12, where the menu is a page', async () => {
		const screen = sshScreen(server, {columns: 40, rows: 12});
		for (const [index, {title, label}] of titles.entries()) {
			await screen.shows(new RegExp(`❯ ${label}`));
			screen.press(enter);
			await screen.shows(title.slice(0, 20));
			screen.press(back);
			await screen.shows(new RegExp(`❯ ${label}`));
			if (index < titles.length - 1) {
				screen.press(down);
			}
		}

		screen.press('q');
		expect(await screen.exit()).toBe(0);
	});
});

it.each([
	['1x1', 1, 1],
	['5x3', 5, 3],
	['20x6', 20, 6],
	['500x200', 500, 200],
	['65535x5', 65_535, 5],
])('lives through a terminal of %s', async (_name, columns, rows) => {
	const screen = sshScreen(server, {columns: Math.min(columns, 500), rows});
	if (columns > 500) {
		screen.resize(columns, rows);
	}

	await until(() => screen.bytes().includes('\u001B[?1049h'));
	screen.press('q');
	expect(await screen.exit()).toBe(0);
});

describe('colors', () => {
	it.each([
		{term: 'xterm-256color', env: {}, has: /\u001B\[[\d;]*8;5;/, hasNot: /\u001B\[[\d;]*8;2;/},
		{term: 'xterm-kitty', env: {}, has: /\u001B\[[\d;]*8;2;/, hasNot: /\u001B\[3[1-7]m/},
		{term: 'xterm', env: {}, has: /\u001B\[[39]\dm/, hasNot: /\u001B\[[\d;]*[34]8;/},
		{term: 'vt220', env: {}, has: /Abraham/, hasNot: /\u001B\[[\d;]*(?:3\d|9\d|[34]8;[\d;]+)m/},
		{
			term: 'xterm-256color',
			env: {COLORTERM: 'truecolor'},
			flags: ['-oSendEnv=COLORTERM'],
			has: /\u001B\[[\d;]*8;2;/,
			hasNot: /\u001B\[3[1-7]m/,
		},
		{
			term: 'xterm-256color',
			env: {NO_COLOR: '1'},
			flags: ['-oSendEnv=NO_COLOR'],
			has: /Abraham/,
			hasNot: /\u001B\[[\d;]*(?:3\d|9\d|[34]8;[\d;]+)m/,
		},
	] as readonly {
		term: string;
		env: Record<string, string>;
		flags?: string[];
		has: RegExp;
		hasNot: RegExp;
	}[])('of $term with $env', async ({term, env, flags = [], has, hasNot}) => {
		/* Badges, at the end of this section, have the colors of their brands. */
		const screen = sshScreen(server, {term, env, flags, words: ['stack'], rows: 60});
		await screen.shows(bundledProfile.stack.title);
		screen.press('\u001B[F');
		await screen.shows(bundledProfile.badges.title);
		screen.press('q');
		await screen.exit();
		expect(screen.bytes()).toMatch(has);
		expect(screen.bytes().replaceAll(/\u001B\[3[89]m|\u001B\[[34]9m/g, '')).not.toMatch(hasNot);
	});

	it('prints text for a dumb terminal', async () => {
		const screen = sshScreen(server, {term: 'dumb'});
		expect(await screen.exit()).toBe(0);
		expect(screen.bytes()).not.toContain('\u001B');
		expect(screen.bytes()).toContain('Selected Work');
	});
});

it('writes ASCII for a client whose locale has no Unicode', async () => {
	const screen = sshScreen(server, {env: {LANG: 'C'}, flags: ['-oSendEnv=LANG']});
	await screen.shows('Abraham Abrar');
	screen.press('q');
	await screen.exit();
	expect(screen.bytes()).not.toMatch(/[^\u0000-\u007F]/);
});

it('opens at a section', async () => {
	const screen = sshScreen(server, {words: ['work']});
	await screen.shows(/❯ Selected Work/);
	screen.press('q');
	expect(await screen.exit()).toBe(0);
});

it('follows the size of the terminal, through the menu and back', async () => {
	const screen = sshScreen(server);
	await screen.shows('Distributed Systems');
	for (const [columns, rows] of [
		[40, 12],
		[132, 43],
		[80, 24],
	] as const) {
		screen.resize(columns, rows);
		await until(
			() => {
				const lines = screen.lines();
				const last = lines.findLast(line => line.trim() !== '') ?? '';
				return last.includes('q quit') || last.includes('quit') || last.includes('?');
			},
			5000,
			() => `the footer at ${columns} x ${rows}:\n${screen.text()}\n`,
		);
		expect(screen.lines().every(line => line.length <= columns)).toBe(true);
	}

	await screen.shows('❯ About');
	screen.press('q');
	expect(await screen.exit()).toBe(0);
});

it('handles several keys in one packet', async () => {
	const screen = sshScreen(server);
	await screen.shows('❯ About');
	screen.press(`${down}${down}${down}`);
	await screen.shows('❯ Stack');
	screen.press('q');
	expect(await screen.exit()).toBe(0);
});

it('ends on Ctrl-C', async () => {
	const screen = sshScreen(server);
	await screen.shows('❯ About');
	screen.press('\u0003');
	expect(await screen.exit()).toBe(0);
	expect(screen.isAlternate()).toBe(false);
});

it('ends a session whose connection drops in mid-frame, without a trace', async () => {
	const series = 'resume_ssh_sessions{program="screen"}';
	const before = await server.metric(series);
	const screens = Array.from({length: 5}, () => sshScreen(server, {columns: 200, rows: 60}));
	await Promise.all(screens.map(screen => until(() => screen.bytes().length > 200)));
	await until(async () => (await server.metric(series)) === before + screens.length);
	for (const screen of screens) {
		screen.press(down);
	}

	await pause(10);
	for (const screen of screens) {
		screen.kill();
	}

	await until(
		async () => (await server.metric(series)) === before,
		undefined,
		'the end of the sessions',
	);
	await until(async () => (await server.metric('resume_ssh_connections')) === 0);
	expect(server.events().filter(({level}) => level === 'error')).toEqual([]);
});

it('counts the sections seen, once per session', async () => {
	const seen = (section: string) =>
		server.metric(`resume_ssh_sections_total{section="${section}"}`);
	const before = {about: await seen('about'), focus: await seen('focus'), now: await seen('now')};
	const beside = sshScreen(server);
	await beside.shows('❯ About');
	beside.press('\u001B[B');
	await beside.shows('❯ Focus');
	beside.press('\u001B[A');
	await beside.shows('❯ About');
	const compact = sshScreen(server, {columns: 40, rows: 12});
	await compact.shows('❯ About');
	compact.press('7');
	await compact.shows(position(7));
	for (const screen of [beside, compact]) {
		screen.press('q');
		await screen.exit();
	}

	await until(async () => (await seen('now')) === before.now + 1);
	expect(await seen('about')).toBe(before.about + 1);
	expect(await seen('focus')).toBe(before.focus + 1);
});
