import {expect, test} from 'vitest';
import {bundledProfile} from '../source/profile/bundled.ts';
import {factsOf, missingFacts} from './facts.ts';

test('the facts are all texts of the profile, and rich texts are whole', () => {
	const facts = factsOf(bundledProfile);
	for (const fact of [
		'Abraham Abrar',
		'Distributed Systems',
		'Currently learning Go (Golang) for high-performance systems',
		'Use transaction.atomic() for multi-step critical operations',
		'Secure by default, hardened by design',
		'Observability (logs/metrics mindset)',
		'Learning',
		'TechbyAbrar',
		'deployment-guides',
		'https://leetcode.com/u/techbyabrar/',
	]) {
		expect(facts).toContain(fact);
	}

	expect(facts.filter(fact => /^#|profile\.schema|\p{Extended_Pictographic}/u.test(fact))).toEqual(
		[],
	);
});

test('a fact is missing although a longer one holds its words', () => {
	const facts = factsOf(bundledProfile);
	expect(missingFacts(bundledProfile, facts.join('\n'))).toEqual([]);
	for (const fact of ['Learning', 'Go', 'Python', 'TechbyAbrar', 'Nginx']) {
		const text = facts.toSpliced(facts.lastIndexOf(fact), 1).join('\n');
		expect(missingFacts(bundledProfile, text)).toEqual([fact]);
	}

	expect(missingFacts(bundledProfile, '')).toHaveLength(facts.length);
});
