import * as v from 'valibot';
import {sanitize} from '../text/sanitize.ts';
import {type Profile, profileSchema} from './schema.ts';

/** One thing that is wrong with a profile: where, and what to do about it. */
export type Fault = {
	/** For example `work.items[1].url`; empty for the whole file. */
	readonly path: string;
	readonly message: string;
};

const keysOf = (issue: v.BaseIssue<unknown>): readonly unknown[] =>
	(issue.path ?? []).map(({key}) => key);

const formatPath = (keys: readonly unknown[]): string =>
	keys
		.map(key => (typeof key === 'number' ? `[${key}]` : `.${sanitize(String(key), 60)}`))
		.join('')
		.replace(/^\./, '');

const messageOf = (issue: v.BaseIssue<unknown>): string => {
	if (issue.type === 'strict_object' && issue.expected === 'never') {
		return 'is not a field of a profile: remove it, or correct its name';
	}

	return issue.received === 'undefined' ? 'is missing: add it' : issue.message;
};

type Found = {readonly keys: readonly unknown[]; readonly issue: v.BaseIssue<unknown>};

/*
A union reports only that no branch fitted; its branches report paths that start at the union.
The branch that got furthest into the value says what the matter is.
*/
const furthest = (issue: v.BaseIssue<unknown>, parent: readonly unknown[] = []): Found => {
	const keys = [...parent, ...keysOf(issue)];
	let best: Found = {keys, issue};
	for (const branch of issue.issues ?? []) {
		const found = furthest(branch, keys);
		if (found.keys.length > best.keys.length) {
			best = found;
		}
	}

	return best;
};

/**
Checks a parsed JSON value against the profile schema.

@returns the profile, or every fault in the order in which the file has them.
*/
export const validateProfile = (
	value: unknown,
): {readonly profile: Profile} | {readonly faults: readonly Fault[]} => {
	const result = v.safeParse(profileSchema, value);
	if (result.success) {
		return {profile: result.output};
	}

	return {
		faults: result.issues.map(issue => {
			const found = furthest(issue);
			return {path: formatPath(found.keys), message: messageOf(found.issue)};
		}),
	};
};

/** One fault on one line: `work.items[1].url must be …`. */
export const formatFault = ({path, message}: Fault): string =>
	path === '' ? `the file ${message}` : `${path} ${message}`;
