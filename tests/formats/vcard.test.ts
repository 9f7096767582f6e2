import ICAL from 'ical.js';
import {parse} from 'vcard4';
import {describe, expect, test} from 'vitest';
import type {Resume} from '../../source/formats/format.ts';
import {vcard} from '../../source/formats/vcard.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {factsOf} from '../facts.ts';
import {hostileTexts, profileWith} from './hostile.ts';
import {print, resumeOf} from './resume.ts';

/*
Two parsers of RFC 6350 that know nothing of each other. The one throws at what is not a valid
card, the other gets every escape right, but leaves those of extensions to its caller.
*/
const read = (resume?: Resume) => {
	const source = print(vcard, resume);
	parse(source);
	const card = new ICAL.Component(ICAL.parse(source));
	const all = card.getAllProperties();
	const valuesOf = (name: string): readonly unknown[] =>
		all.filter(property => property.name === name).map(property => property.getFirstValue());
	const links = all
		.filter(({name}) => name === 'url')
		.map(url => {
			const label = all.find(
				({name, jCal}) => name === 'x-ablabel' && jCal[1].group === url.jCal[1].group,
			);
			return [url.getFirstValue(), unescapeText(String(label?.getFirstValue()))];
		});
	return {valuesOf, links, properties: [...new Set(all.map(({name}) => name))].sort()};
};

const unescapeText = (text: string): string =>
	text.replace(/\\(.)/g, (_, character) => (character === 'n' ? '\n' : character));

const octets = (line: string): number => Buffer.byteLength(line);

describe('vcard', () => {
	test('says who it is, and every fact that a contact card has a place for', () => {
		const {valuesOf, links} = read();
		expect(valuesOf('fn')).toEqual(['Abraham Abrar']);
		expect(valuesOf('n')).toEqual([['Abrar', 'Abraham', '', '', '']]);
		expect(valuesOf('title')).toEqual(['Senior Backend Engineer']);
		expect(links).toEqual(bundledProfile.links.items.map(({label, url}) => [url, label]));
		const said = [...valuesOf('title'), ...valuesOf('note')].join('\n');
		const {headline, introduction} = bundledProfile;
		for (const fact of [...factsOf(headline), ...factsOf(introduction)]) {
			expect(said).toContain(fact);
		}
	});

	test('invents nothing and is the same at each run', () => {
		expect(read().properties).toEqual([
			'fn',
			'kind',
			'n',
			'note',
			'title',
			'url',
			'version',
			'x-ablabel',
		]);
		expect(print(vcard)).toBe(print(vcard));
	});

	test('is of the person, whatever section was asked for', () => {
		expect(print(vcard, resumeOf(bundledProfile, 'work', 2))).toBe(print(vcard));
	});

	test.each([
		['Abrar', '', 'Abrar'],
		['Ada; King, Love;l\\ace', 'Love;l\\ace', 'Ada; King,'],
		['Ada King Lovelace', 'Lovelace', 'Ada King'],
		['  Ada  Lovelace ', 'Lovelace', 'Ada'],
	])('takes the last of several words of %j for the family', (name, family, given) => {
		const {valuesOf} = read(resumeOf({...bundledProfile, name}));
		expect(valuesOf('n')).toEqual([[family, given, '', '', '']]);
	});

	test.each(hostileTexts)('takes %j as text', hostile => {
		const {valuesOf, links} = read(resumeOf(profileWith(() => hostile)));
		expect(valuesOf('fn')).toEqual([hostile]);
		expect(valuesOf('title')).toEqual([hostile]);
		expect(valuesOf('note')).toEqual([
			[`${hostile} · ${hostile}`, hostile.repeat(3), hostile.repeat(3)].join('\n'),
		]);
		expect(links.map(([, label]) => label)).toEqual([hostile, hostile, hostile]);
	});

	test.each(['é', '漢', '👩🏽‍💻', 'a'])(
		'folds lines of %j at 75 octets, never inside of it',
		letter => {
			const source = print(vcard, resumeOf(profileWith(text => text + letter.repeat(100))));
			const lines = source.split('\r\n');
			expect(lines.at(-1)).toBe('');
			expect(Math.max(...lines.map(octets))).toBeLessThanOrEqual(75);
			expect(Math.max(...lines.map(octets))).toBeGreaterThan(71);
			for (const line of lines) {
				expect(Buffer.from(line).toString('utf8').isWellFormed()).toBe(true);
				expect(line.isWellFormed()).toBe(true);
			}

			expect(source.replaceAll('\r\n ', '')).toContain(`FN:Abraham Abrar${letter.repeat(100)}\r\n`);
		},
	);

	test('ends each line in CRLF and holds no other control character', () => {
		const source = print(vcard);
		expect(source).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n/);
		expect(source).toMatch(/\r\nEND:VCARD\r\n$/);
		expect(source.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
	});
});
