import type {Nodes, PhrasingContent, RootContent} from 'mdast';
import {fromMarkdown} from 'mdast-util-from-markdown';
import {gfmFromMarkdown} from 'mdast-util-gfm';
import {gfm} from 'micromark-extension-gfm';
import {describe, expect, test} from 'vitest';
import {markdown} from '../../source/formats/markdown.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import type {Block, Inline} from '../../source/resume/blocks.ts';
import type {Section} from '../../source/resume/sections.ts';
import {monthSums} from '../../source/resume/wording.ts';
import {missingFacts} from '../facts.ts';
import {hostileTexts, profileWith} from './hostile.ts';
import {controls, print, resumeOf} from './resume.ts';

/*
GitHub's grammar, without the pass that looks for addresses in texts once more after parsing:
GitHub has no such pass.
*/
const mdastExtensions = gfmFromMarkdown().map(({transforms: _, ...extension}) => extension);

const parse = (source: string) => fromMarkdown(source, {extensions: [gfm()], mdastExtensions});

/* What a reader sees, one line for each block: its kind, then its text with marks for emphasis. */
const seenInline = (node: PhrasingContent): string => {
	switch (node.type) {
		case 'text':
			return node.value;
		case 'inlineCode':
			return `‹code:${node.value}›`;
		case 'break':
			return '‹break›';
		case 'image':
			return `‹image:${node.alt}:${node.url}›`;
		case 'link':
			return `‹link:${node.url}:${node.children.map(seenInline).join('')}›`;
		case 'strong':
		case 'emphasis':
			return `‹${node.type}:${node.children.map(seenInline).join('')}›`;
		default:
			return `‹unexpected ${node.type}›`;
	}
};

const seen = (node: RootContent): readonly string[] => {
	switch (node.type) {
		case 'heading':
			return [`h${node.depth} ${node.children.map(seenInline).join('')}`];
		case 'paragraph':
			return [`p ${node.children.map(seenInline).join('')}`];
		case 'blockquote':
			return node.children.flatMap(seen).map(line => `quote ${line}`);
		case 'list':
			return node.children
				.flatMap(item => (item.checked === null ? item.children.flatMap(seen) : ['‹task›']))
				.map(line => `li ${line}`);
		case 'thematicBreak':
			return ['rule'];
		case 'table':
			return node.children.map(
				row =>
					`row ${row.children.map(cell => cell.children.map(seenInline).join('')).join(' ¦ ')}`,
			);
		default:
			return [`‹unexpected ${node.type}›`];
	}
};

/* The same lines, from the content. */
const inline = (text: readonly Inline[]): string =>
	text
		.map(({text, emphasis}) => (emphasis === undefined ? text : `‹${emphasis}:${text}›`))
		.join('');

const mark = (emoji: string | undefined): string => (emoji === undefined ? '' : `${emoji} `);

const expectedBlock = (block: Block, level: number): readonly string[] => {
	switch (block.kind) {
		case 'paragraph':
			return [block.aside ? `p ‹emphasis:${inline(block.text)}›` : `p ${inline(block.text)}`];
		case 'quote':
			return [`quote p ${inline(block.text)}`];
		case 'list':
			return block.items.map(
				({emoji, label, text}) =>
					`li p ${mark(emoji)}${label === undefined ? '' : `${label}: `}${inline(text)}`,
			);
		case 'group': {
			const count = block.number === undefined ? '' : `${block.number}. `;
			const text = `${count}${block.title}`;
			return [
				`h${level} ${mark(block.emoji)}${block.url ? `‹link:${block.url}:${text}›` : text}`,
				...block.blocks.flatMap(inner => expectedBlock(inner, level + 1)),
			];
		}

		case 'terms':
			return [`p ${block.rows.map(row => row.join(' • ')).join('‹break›')}`];
		case 'badges':
			return [
				`p ${block.items.map(({label}) => `‹image:${label}:https://img.shields.io/badge/…›`).join('\n')}`,
			];
		case 'links':
			return block.items.map(
				({emoji, label, url}) => `li p ${mark(emoji)}${label}: ‹link:${url}:${url}›`,
			);
		case 'bars': {
			const known = block.items.filter(({text}) => text !== '–');
			const rows = known.map(
				({label, text, approximate}) => `row ${label} ¦ ${approximate ? '≈ ' : ''}${text}`,
			);
			return known.length === 0 ? [] : ['row  ¦ Number', ...rows];
		}

		case 'heatmap':
			return [
				'row Month ¦ Contributions',
				...monthSums(block.calendar.days).map(sums => `row ${sums.join(' ¦ ')}`),
			];
		case 'facts':
			return [
				`p ${block.items.map(({text, strong}) => (strong ? `‹strong:${text}›` : text)).join(' · ')}`,
			];
	}
};

/* Two runs of one emphasis that touch look like one. */
const mergeRuns = (block: Block): Block => {
	if (block.kind !== 'paragraph') {
		return block;
	}

	const runs: Inline[] = [];
	for (const run of block.text) {
		const last = runs.at(-1);
		runs.push(
			last?.emphasis === run.emphasis && last !== undefined
				? {...run, text: (runs.pop()?.text ?? '') + run.text}
				: run,
		);
	}

	return {...block, text: runs};
};

const expected = (sections: readonly Section[], name?: string): readonly string[] => [
	...(name === undefined ? [] : [`h1 ${name}`, 'rule']),
	...sections.flatMap((section, index) => {
		const level = index === 0 && name === undefined ? 1 : 2;
		return [
			...(index === 0 ? [] : ['rule']),
			`h${level} ${mark(section.emoji)}${section.title}`,
			...section.blocks.flatMap(block => expectedBlock(block, level + 1)),
		];
	}),
];

const readBack = (source: string): readonly string[] =>
	parse(source)
		.children.flatMap(seen)
		.map(line => line.replace(/(img\.shields\.io\/badge\/)[^›]*/g, '$1…'));

const textOf = (node: Nodes): string => {
	if ('children' in node) {
		return node.children.map(textOf).join(node.type === 'root' ? '\n' : '');
	}

	if (node.type === 'image') {
		return `${node.alt} ${node.url}`;
	}

	return 'value' in node ? node.value : '\n';
};

describe('markdown', () => {
	test('states every fact', () => {
		const text = textOf(parse(print(markdown)));
		expect(missingFacts(bundledProfile, text)).toEqual([]);
	});

	test('reads back as exactly the content', () => {
		const resume = resumeOf();
		expect(readBack(print(markdown, resume))).toEqual(expected(resume.sections));
	});

	test('writes headings and badges as the page on GitHub does', () => {
		const lines = print(markdown).split('\n');
		for (const line of [
			"# 👋 Hi, I'm Abraham Abrar",
			'## 🧠 Engineering Focus',
			'- 🌱 Currently learning **Go (Golang)** for high-performance systems',
			'### 🏗️ 1. Architecture & System Design',
			'- Target: **< 200ms** latency for critical APIs',
			'- Use `transaction.atomic()` for multi-step critical operations',
			'![Django](https://img.shields.io/badge/Django-092E20?style=for-the-badge&logo=django)',
			'![Go](https://img.shields.io/badge/Go-Learning-00ADD8?style=for-the-badge&logo=go&logoColor=white)',
			'- 💻 GitHub: <https://github.com/TechbyAbrar>',
		]) {
			expect(lines).toContain(line);
		}
	});

	test.each(hostileTexts)('takes %j as text wherever it stands', hostile => {
		const profile = profileWith(() => hostile);
		const resume = resumeOf(profile);
		const source = print(markdown, resume);
		expect(readBack(source)).toEqual(expected(resume.sections));
		expect(source).not.toMatch(controls);
	});

	test.each(hostileTexts)('takes %j as text between letters', hostile => {
		const resume = resumeOf(profileWith(text => `a${hostile}${text}${hostile}z`));
		expect(readBack(print(markdown, resume))).toEqual(
			expected(resume.sections, resume.profile.name),
		);
	});

	test('keeps emphasis that touches letters, punctuation, spaces and other emphasis', () => {
		const profile = {
			...bundledProfile,
			introduction: [
				['a', {strong: '(b)'}, 'c', {code: ' ` '}, 'd', {strong: ' e '}, 'f'],
				[{strong: 'g'}, {code: 'h'}, {strong: 'i'}, '.'],
			],
			work: {...bundledProfile.work, note: [{strong: 'j'}, ' k ', {code: '*'}, {strong: '!'}]},
		};
		const resume = resumeOf(profile);
		expect(readBack(print(markdown, resume))).toEqual(expected(resume.sections));
	});

	test('keeps any mixture of marks, letters, spaces and emphasis', () => {
		let state = 1;
		const below = (bound: number): number => {
			state = (state * 48271) % 2147483647;
			return state % bound;
		};

		const alphabet = [...'aZ9 *_`~[]()<>#!&;:@.-+=|\\/é漢€“”', 'www.', 'http://', '👋', '&amp;'];
		const text = () =>
			Array.from({length: 1 + below(6)}, () => alphabet[below(alphabet.length)]).join('');
		const richText = () =>
			Array.from({length: 1 + below(5)}, () => {
				const part = text();
				return [part, {strong: part}, {code: part}][below(3)] ?? part;
			});
		for (let round = 0; round < 1000; round++) {
			const introduction = [richText(), richText()];
			const note = richText();
			const profile = {...bundledProfile, introduction, work: {...bundledProfile.work, note}};
			const resume = resumeOf(profile);
			const asked = resume.sections.filter(({id}) => id === 'about' || id === 'work');
			const source = print(markdown, {...resume, sections: asked});
			expect(readBack(source), JSON.stringify([introduction, note])).toEqual(
				expected(asked.map(section => ({...section, blocks: section.blocks.map(mergeRuns)}))),
			);
		}
	});

	test('keeps touching runs of one emphasis', () => {
		const runs = [{strong: 'a'}, {strong: 'b'}, {code: 'c'}, {code: 'd'}, 'e', 'f'];
		const profile = {...bundledProfile, introduction: [runs]};
		expect(readBack(print(markdown, resumeOf(profile, 'about')))).toContain(
			'p ‹strong:ab›‹code:cd›ef',
		);
	});

	test('puts the name above a section that does not say it', () => {
		const resume = resumeOf(bundledProfile, 'work', 2);
		expect(readBack(print(markdown, resume))).toEqual([
			'h1 Abraham Abrar',
			'rule',
			'h2 🏗️ Selected Work',
			'h3 🔹 fastapi-services',
			'p High-performance FastAPI services & microservice patterns',
		]);
	});

	test('links a work that has an address', () => {
		const url = 'https://example.com/a_(b)?c=1&copy=2';
		const profile = {
			...bundledProfile,
			work: {...bundledProfile.work, items: [{name: 'a_b', url, description: 'c'}]},
		};
		expect(readBack(print(markdown, resumeOf(profile, 'work', 1)))).toContain(
			`h3 ‹link:${url}:a_b›`,
		);
	});

	test('encodes what means something in the address of a badge', () => {
		const profile = {
			...bundledProfile,
			badges: {
				...bundledProfile.badges,
				items: [{label: 'a-b_c (d)/é', message: '100%', color: '#ABCDEF', logo: 'x&y=z'}],
			},
		};
		expect(print(markdown, resumeOf(profile, 'stack'))).toContain(
			'![a-b_c (d)/é](https://img.shields.io/badge/a--b__c%20%28d%29%2F%C3%A9-100%25-ABCDEF?style=for-the-badge&logo=x%26y%3Dz)',
		);
	});

	test('ends in one line feed and holds no control character', () => {
		const source = print(markdown);
		expect(source).toMatch(/[^\n]\n$/);
		expect(source).not.toMatch(controls);
		expect(print(markdown)).toBe(source);
	});
});
