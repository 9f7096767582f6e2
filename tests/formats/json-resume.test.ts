import {schema, validate} from '@jsonresume/schema';
import {describe, expect, test} from 'vitest';
import type {Resume} from '../../source/formats/format.ts';
import {jsonResume} from '../../source/formats/json-resume.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {sectionList} from '../../source/resume/sections.ts';
import {missingFacts} from '../facts.ts';
import {hostileTexts, profileWith} from './hostile.ts';
import {controls, print, resumeOf} from './resume.ts';

const parsed = (resume?: Resume) => JSON.parse(print(jsonResume, resume));

const errorsOf = (value: unknown): readonly unknown[] => {
	let faults: readonly unknown[] = [];
	validate(value, errors => {
		faults = errors ?? [];
	});
	return faults;
};

const textsOf = (value: unknown): readonly string[] => {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

describe('json-resume', () => {
	test('is valid, as a whole and for each section', () => {
		expect(errorsOf(parsed())).toEqual([]);
		for (const {id} of sectionList) {
			expect(errorsOf(parsed(resumeOf(bundledProfile, id)))).toEqual([]);
		}
	});

	test('the validator that says so finds errors', () => {
		expect(errorsOf({...parsed(), skills: 'Python'})).toHaveLength(1);
	});

	test('has nothing at its top that the standard does not know', () => {
		for (const [name, value] of Object.entries(parsed())) {
			expect(Object.keys(schema.properties)).toContain(name);
			const {items, properties = items?.properties} = schema.properties[name] ?? {};
			for (const entry of [value].flat()) {
				const fields = typeof entry === 'object' ? Object.keys(entry as object) : [];
				expect([...Object.keys(properties ?? {}), 'techbyabrar']).toEqual(
					expect.arrayContaining(fields),
				);
			}
		}
	});

	test('states every fact', () => {
		const texts = textsOf(parsed()).join('\n');
		expect(missingFacts(bundledProfile, texts)).toEqual([]);
	});

	test("maps the profile to the standard's fields", () => {
		const {basics, skills, projects} = parsed();
		expect(basics).toMatchObject({
			name: bundledProfile.name,
			label: 'Senior Backend Engineer · Distributed Systems · Python, Django, FastAPI',
			profiles: bundledProfile.links.items.map(({label, url}) => ({network: label, url})),
		});
		expect(basics.summary).toMatch(/^I design .* scaling\. Focused on .* systems\.$/);
		expect(skills).toEqual(
			bundledProfile.stack.groups.map(({title, rows}) => ({name: title, keywords: rows.flat()})),
		);
		expect(projects).toEqual(
			bundledProfile.work.items.map(({name, description}) => ({name, description})),
		);
	});

	test('says nothing twice: what has a place is not under meta', () => {
		const meta = textsOf(parsed().meta).join('\n');
		expect(meta).toContain('More system-focused projects');
		expect(meta).toContain('Learning');
		expect(meta).not.toContain('backend-api-starter');
		expect(meta).not.toContain('I design and build');
		expect(meta).not.toContain('Gunicorn');
		expect(meta).not.toContain('https://');
	});

	test('holds only what was asked for, and the name', () => {
		expect(parsed(resumeOf(bundledProfile, 'work', 2))).toEqual({
			$schema: 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json',
			basics: {name: 'Abraham Abrar'},
			projects: [
				{
					name: 'fastapi-services',
					description: 'High-performance FastAPI services & microservice patterns',
				},
			],
			meta: {
				techbyabrar: {
					sections: [{id: 'work', title: 'Selected Work', emoji: '🏗️', blocks: []}],
				},
			},
		});
		expect(parsed(resumeOf(bundledProfile, 'links', 3)).basics).toEqual({
			name: 'Abraham Abrar',
			profiles: [{network: 'GitHub', url: 'https://github.com/TechbyAbrar'}],
		});
		expect(parsed(resumeOf(bundledProfile, 'stack', 4))).not.toHaveProperty('skills');
	});

	test.each(hostileTexts)('keeps %j as it is', hostile => {
		const value = parsed(resumeOf(profileWith(() => hostile)));
		expect(errorsOf(value)).toEqual([]);
		expect(value.basics.name).toBe(hostile);
	});

	test('ends in one line feed and is indented by tabs', () => {
		const source = print(jsonResume);
		expect(source).toMatch(/[^\n]\n$/);
		expect(source.replaceAll('\t', '')).not.toMatch(controls);
		expect(print(jsonResume)).toBe(source);
	});
});
