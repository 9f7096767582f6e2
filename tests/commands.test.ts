import {describe, expect, test} from 'vitest';
import {type CommandWord, parseCommand} from '../source/commands.ts';
import {bundledProfile} from '../source/profile/bundled.ts';
import {sections} from '../source/resume/sections.ts';
import {select} from '../source/resume/select.ts';

const parse = (line: string, serverCommands: readonly CommandWord[] = []) =>
	parseCommand(line.split(' ').filter(Boolean), serverCommands);

describe('words', () => {
	test.each([
		['', {kind: 'show'}],
		['principles', {kind: 'show', section: 'principles'}],
		['work 2', {kind: 'show', section: 'work', entry: 2}],
		['markdown', {kind: 'print', format: 'markdown'}],
		['work markdown', {kind: 'print', format: 'markdown', section: 'work'}],
		['markdown work', {kind: 'print', format: 'markdown', section: 'work'}],
		['work 2 json', {kind: 'print', format: 'json', section: 'work', entry: 2}],
		['help', {kind: 'help'}],
	])('"%s"', (line, command) => {
		expect(parse(line)).toEqual(command);
	});

	test('the server has further commands', () => {
		const privacy = {word: 'privacy', summary: ''};
		expect(parse('privacy', [privacy])).toEqual({kind: 'server', command: privacy});
		expect(() => parse('privacy')).toThrow('unknown command');
	});
});

describe('mistakes', () => {
	test.each([
		['wrok', 'unknown command "wrok"; did you mean "work"?'],
		['princ', 'did you mean "principles"?'],
		['mardown', 'did you mean "markdown"?'],
		['work 0', 'an entry number follows its section'],
		['2', 'an entry number follows its section'],
		['work now', '"now" is not expected there'],
		['work help', '"help" is not expected there'],
		['work 2 json text now', '"text" is not expected there'],
		[`\u001B]0;owned\u0007${'x'.repeat(5000)}`, 'unknown command "]0;owned'],
	])('"%s"', (line, message) => {
		expect(() => parse(line)).toThrow(message);
		expect(() => parse(line)).toThrow(/^[^\u0000-\u001F]{1,150}$/);
	});
});

describe('entries', () => {
	const all = sections(bundledProfile);

	test('are a section’s groups, or its items', () => {
		expect(select(all, {section: 'work', entry: 2})[0]?.blocks).toMatchObject([
			{title: 'fastapi-services'},
		]);
		expect(select(all, {section: 'focus', entry: 8})[0]?.blocks).toMatchObject([{kind: 'list'}]);
		expect(select(all, {section: 'links', entry: 3})[0]?.blocks).toMatchObject([
			{items: [{label: 'GitHub'}]},
		]);
	});

	test('that are not there are refused', () => {
		expect(() => select(all, {section: 'work', entry: 5})).toThrow('"work" has entries 1 to 4');
		expect(() => select(all, {section: 'about', entry: 1})).toThrow(
			'"about" has no numbered entries',
		);
	});
});
