import {open} from 'node:fs/promises';
import {sanitize} from '../text/sanitize.ts';
import {UserError} from '../text/user-error.ts';
import type {Profile} from './schema.ts';
import {formatIssue, validateProfile} from './validate.ts';

/** A profile is a few kilobytes; a larger file is something else. */
const maxFileSize = 1024 * 1024;

/** More errors than this are only counted. */
const maxIssues = 3;

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'no such file: check the path',
	EACCES: 'permission denied: check its permissions',
	EISDIR: 'is a directory, expected a file',
	ENOTDIR: 'part of its path is not a directory: check the path',
};

/* Reads no more than the limit, in case of a device or a growing file. */
const readBounded = async (path: string): Promise<Buffer> => {
	const file = await open(path);
	try {
		const buffer = Buffer.alloc(maxFileSize + 1);
		let length = 0;
		while (length < buffer.length) {
			const {bytesRead} = await file.read(buffer, length, buffer.length - length);
			if (bytesRead === 0) {
				break;
			}

			length += bytesRead;
		}

		return buffer.subarray(0, length);
	} finally {
		await file.close();
	}
};

/* PowerShell 5.1 redirects as UTF-16. The decoder removes the byte order mark. */
const encodingOf = ([first, second]: Buffer): string => {
	if (first === 0xff && second === 0xfe) {
		return 'utf-16le';
	}

	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

/* Whether a text is a prefix of valid JSON. */
const isPrefix = (text: string): boolean => {
	try {
		JSON.parse(text);
		return true;
	} catch (error) {
		const position = /at position (\d+)/.exec(String(error))?.[1];
		return (
			/Unexpected end|Unterminated/.test(String(error)) || Number(position ?? -1) >= text.length
		);
	}
};

/*
The engine's own message quotes the file, which may contain anything, and often names no position. So
the position is searched for: where the text stops being a prefix of valid JSON.
*/
const locateSyntaxError = (json: string): string => {
	if (isPrefix(json)) {
		return 'unexpected end of file';
	}

	let good = 0;
	let bad = json.length;
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		[good, bad] = isPrefix(json.slice(0, middle)) ? [middle, bad] : [good, middle];
	}

	const before = json.slice(0, bad).split('\n');
	return `see line ${before.length}, column ${(before.at(-1) ?? '').length}`;
};

/**
Reads a profile file as JSON, unvalidated.

@param path - As the visitor gave it.
@throws {UserError} with one line that names the file, the error and the fix.
*/
export const readProfile = async (path: string): Promise<unknown> => {
	const name = sanitize(path);
	let bytes: Buffer;
	try {
		bytes = await readBounded(path);
	} catch (error) {
		const {code = 'unknown error'} = error as NodeJS.ErrnoException;
		throw new UserError(`${name}: cannot be read: ${reasons[code] ?? code}`);
	}

	if (bytes.length > maxFileSize) {
		throw new UserError(`${name}: larger than 1 MB: a profile is a small JSON file`);
	}

	const json = new TextDecoder(encodingOf(bytes)).decode(bytes);
	try {
		return JSON.parse(json);
	} catch {
		throw new UserError(`${name}: not valid JSON: ${locateSyntaxError(json)}`);
	}
};

/**
Reads and validates a profile file.

@param path - As the visitor gave it.
@throws {UserError} with one line that names the file, the first errors and their fixes.
*/
export const loadProfile = async (path: string): Promise<Profile> => {
	const result = validateProfile(await readProfile(path));
	if ('profile' in result) {
		return result.profile;
	}

	const listed = result.issues.slice(0, maxIssues).map(formatIssue).join('; ');
	const more = result.issues.length - maxIssues;
	throw new UserError(`${sanitize(path)}: ${listed}${more > 0 ? `; and ${more} more` : ''}`);
};
