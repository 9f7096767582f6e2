import {readFile} from 'node:fs/promises';
import {describe, expect, test} from 'vitest';
import {json} from '../../source/formats/json.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {sectionList} from '../../source/resume/sections.ts';
import {missingFacts} from '../facts.ts';
import {hostileTexts, profileWith} from './hostile.ts';
import {controls, print, resumeOf} from './resume.ts';

const textsOf = (value: unknown): readonly string[] => {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

type Block = {readonly kind: string; readonly [field: string]: unknown};

const blocksOf = (blocks: readonly Block[]): readonly Block[] =>
	blocks.flatMap(block => [block, ...blocksOf((block.blocks ?? []) as readonly Block[])]);

describe('json', () => {
	test('states every fact', () => {
		const texts = textsOf(JSON.parse(print(json))).join('\n');
		expect(missingFacts(bundledProfile, texts)).toEqual([]);
	});

	test('has all sections, or the ones asked for', () => {
		const ids = (source: string) =>
			JSON.parse(source).sections.map(({id}: {readonly id: string}) => id);
		expect(ids(print(json))).toEqual(sectionList.map(({id}) => id));
		expect(ids(print(json, resumeOf(bundledProfile, 'focus')))).toEqual(['focus']);
	});

	test('gives runs where a text is emphasized, and they add up to the text', () => {
		const {sections} = JSON.parse(print(json, resumeOf(bundledProfile, 'principles', 2)));
		const texts = blocksOf(sections[0].blocks).flatMap(({items}) => (items ?? []) as never[]);
		expect(texts).toContainEqual({
			text: 'Use transaction.atomic() for multi-step critical operations',
			runs: [
				{text: 'Use '},
				{text: 'transaction.atomic()', emphasis: 'code'},
				{text: ' for multi-step critical operations'},
			],
		});
		expect(texts).toContainEqual({text: 'Idempotent APIs where applicable'});
	});

	test('is as docs/json.md shows and says', async () => {
		const page = await readFile('docs/json.md', 'utf8');
		const examples = [
			...page.matchAll(/`techbyabrar ([a-z]+)(?: (\d))? json`[^`]*```json\n(.*?)```/gs),
		];
		expect(examples.length).toBeGreaterThan(1);
		for (const [, section, entry, example] of examples) {
			const resume = resumeOf(
				bundledProfile,
				sectionList.find(({id}) => id === section)?.id,
				entry === undefined ? undefined : Number(entry),
			);
			expect(example).toBe(print(json, resume));
		}

		const {sections} = JSON.parse(print(json));
		for (const {blocks} of sections) {
			for (const {kind, ...fields} of blocksOf(blocks)) {
				const row = page.split('\n').find(line => line.startsWith(`| \`${kind}\` `));
				const entries = [fields, ...[fields.items ?? []].flat()];
				for (const field of entries.flatMap(entry => Object.keys(entry as object))) {
					expect(row ?? '', kind).toContain(`\`${field}\``);
				}
			}
		}
	});

	test.each(hostileTexts)('keeps %j as it is', hostile => {
		const source = print(json, resumeOf(profileWith(() => hostile)));
		expect(source).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
		expect(JSON.parse(source).name).toBe(hostile);
	});

	test('ends in one line feed and is indented by tabs', () => {
		const source = print(json);
		expect(source).toMatch(/[^\n]\n$/);
		expect(source.replaceAll('\t', '')).not.toMatch(controls);
		expect(print(json)).toBe(source);
	});
});
