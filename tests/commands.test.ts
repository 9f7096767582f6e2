import {describe, expect, test} from 'vitest';
import {parseCommand} from '../source/commands.ts';
import {bundledProfile} from '../source/profile/bundled.ts';
import {sections} from '../source/resume/sections.ts';
import {select} from '../source/resume/select.ts';

const parse = (line: string, own: readonly string[] = []) =>
	parseCommand(line.split(' ').filter(Boolean), own);

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

	test('a door has words of its own', () => {
		expect(parse('privacy', ['privacy'])).toEqual({kind: 'own', word: 'privacy'});
		expect(() => parse('privacy')).toThrow('unknown word');
	});
});

describe('mistakes', () => {
	test.each([
		['wrok', 'unknown word "wrok"; did you mean "work"?'],
		['princ', 'did you mean "principles"?'],
		['mardown', 'did you mean "markdown"?'],
		['work 0', 'a number names an entry'],
		['2', 'a number names an entry'],
		['work now', '"now" does not fit there'],
		['work help', '"help" does not fit there'],
		['work 2 json text now', '"text" does not fit there'],
		[`\u001B]0;owned\u0007${'x'.repeat(5000)}`, 'unknown word "]0;owned'],
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
