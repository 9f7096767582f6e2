import axe from 'axe-core';
import {HtmlValidate} from 'html-validate';
import {type Browser, chromium, type Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Resume} from '../../source/formats/format.ts';
import {html} from '../../source/formats/html.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {sections} from '../../source/resume/sections.ts';
import {emptyStats} from '../../source/stats/stats.ts';
import {missingFacts} from '../facts.ts';
import {findBrowser} from '../support/tools.ts';
import {hostileTexts, profileWith} from './hostile.ts';
import {controls, print, resumeOf} from './resume.ts';

const validator = new HtmlValidate({
	extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
	/* How long a name is is not the page's to decide. */
	rules: {'long-title': 'off'},
});

const errorsOf = async (source: string): Promise<readonly string[]> => {
	const {results} = await validator.validateString(source);
	return results.flatMap(({messages}) =>
		messages.map(({ruleId, message, line}) => `${line}: ${message} (${ruleId})`),
	);
};

const resumes: readonly (readonly [string, Resume])[] = [
	['whole', resumeOf()],
	['one section', resumeOf(bundledProfile, 'about')],
	['one entry', resumeOf(bundledProfile, 'work', 2)],
	...hostileTexts.map(
		hostile => [`hostile ${hostile.slice(0, 60)}`, resumeOf(profileWith(() => hostile))] as const,
	),
];

describe('html', () => {
	test.each(resumes)('is valid: %s', async (_, resume) => {
		const source = print(html, resume);
		expect(await errorsOf(source)).toEqual([]);
		expect(source).toMatch(/[^\n]\n$/);
		expect(source.replaceAll('\t', '')).not.toMatch(controls);
	});

	test('the validator that says so finds errors', async () => {
		const source = print(html);
		expect(await errorsOf(source.replace('<h3>', '<h5>'))).not.toEqual([]);
		expect(await errorsOf(source.replace(' lang="en"', ''))).not.toEqual([]);
	});

	test('is the same at each run', () => {
		expect(print(html)).toBe(print(html));
	});
});

describe('html in a browser', {tags: 'browser'}, () => {
	let browser: Browser;

	beforeAll(async () => {
		const {path, env} = findBrowser();
		browser = await chromium.launch({
			executablePath: path,
			...(env === undefined ? {} : {env}),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		});
	});

	afterAll(async () => {
		await browser?.close();
	});

	/* The page as a server would send it, with every request it makes written down. */
	const open = async (
		source: string,
		options: Parameters<Browser['newPage']>[0] = {},
	): Promise<{readonly page: Page; readonly requests: readonly string[]}> => {
		const page = await browser.newPage(options);
		const requests: string[] = [];
		await page.route('**', async route => {
			requests.push(route.request().url());
			await route.fulfill({contentType: 'text/html; charset=utf-8', body: source});
		});
		await page.goto('http://resume.test/');
		return {page, requests};
	};

	const shown = (page: Page, selector: string): Promise<string> =>
		page.locator(selector).innerText();

	const violations = async (page: Page): Promise<readonly string[]> => {
		await page.evaluate(axe.source);
		return page.evaluate(async () => {
			const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run();
			return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
		});
	};

	test.each(['light', 'dark'] as const)('is accessible in %s colors', async colorScheme => {
		const {page, requests} = await open(print(html), {colorScheme});
		expect(await violations(page)).toEqual([]);
		expect(requests).toEqual(['http://resume.test/']);
		await page.close();
	});

	test('the accessibility checker finds errors', async () => {
		const faint = print(html).replaceAll(/--muted: [^;]*/g, '--muted: #808080');
		const {page} = await open(faint, {colorScheme: 'light'});
		expect((await violations(page)).join('\n')).toContain('color-contrast');
		await page.close();
	});

	test('shows every fact', async () => {
		const {page} = await open(print(html));
		const text = await shown(page, 'main');
		expect(missingFacts(bundledProfile, text)).toEqual([]);

		expect(await page.title()).toBe('Abraham Abrar · Senior Backend Engineer');
		await page.close();
	});

	test('shows hostile texts as text, runs nothing and fits a narrow window', async () => {
		const hostile = hostileTexts.join(' ');
		const {page, requests} = await open(
			print(html, resumeOf(profileWith(() => hostile.slice(0, 1000)))),
			{viewport: {width: 320, height: 600}},
		);
		const spaceless = (text: string) => text.replace(/\s+/g, '');
		expect(spaceless(await shown(page, 'h1'))).toContain(spaceless(hostile.slice(0, 1000)));
		expect(await page.locator('script, img, main b').count()).toBe(0);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
		expect(requests).toEqual(['http://resume.test/']);
		await page.close();
	});

	test('breaks no word of the numbers in a narrow window', async () => {
		const stats = {...emptyStats('someone'), state: 'settled'} as const;
		const known = {
			source: 'search',
			fetchedAt: '2026-11-20T14:20:00.000Z',
			freshness: 'live',
			exactness: 'approximate',
		} as const;
		const metrics = {
			...stats.metrics,
			commits: {...known, value: 12_345},
			contributedTo: {...known, value: 9},
		};
		const resume = {
			profile: bundledProfile,
			sections: sections(bundledProfile, {stats: {...stats, metrics}}),
			whole: true,
		};
		const {page} = await open(print(html, resume), {viewport: {width: 390, height: 800}});
		const broken = await page.evaluate(`
			[...document.querySelectorAll('.bars th')].flatMap(({firstChild}) =>
				[...firstChild.textContent.matchAll(/\\S+/g)].flatMap(({0: word, index}) => {
					const range = document.createRange();
					range.setStart(firstChild, index);
					range.setEnd(firstChild, index + word.length);
					return range.getClientRects().length > 1 ? [word] : [];
				}),
			)
		`);
		expect(broken).toEqual([]);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
		await page.close();
	});

	test('leads from the menu to each section', async () => {
		const {page} = await open(print(html));
		for (const link of await page.locator('nav a').all()) {
			const target = await link.getAttribute('href');
			expect(await page.locator(target ?? '').count(), target ?? '').toBe(1);
		}

		await page.close();
	});
});
