import * as v from 'valibot';
import {sanitize} from '../text/sanitize.ts';
import {type Profile, profileSchema} from './schema.ts';

/** One error in a profile: where it is, and how to fix it. */
export type ProfileIssue = {
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
A union reports only that no option matched, and its options report paths relative to the union. The
option that got furthest into the value has the most helpful message.
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

@returns the profile, or all errors in the order of the file.
*/
export const validateProfile = (
	value: unknown,
): {readonly profile: Profile} | {readonly issues: readonly ProfileIssue[]} => {
	const result = v.safeParse(profileSchema, value);
	if (result.success) {
		return {profile: result.output};
	}

	return {
		issues: result.issues.map(issue => {
			const found = furthest(issue);
			return {path: formatPath(found.keys), message: messageOf(found.issue)};
		}),
	};
};

/** One error on one line: `work.items[1].url must be …`. */
export const formatIssue = ({path, message}: ProfileIssue): string =>
	path === '' ? `the file ${message}` : `${path} ${message}`;
