import {open} from 'node:fs/promises';
import {sanitize} from '../text/sanitize.ts';
import {UserError} from '../text/user-error.ts';
import type {Profile} from './schema.ts';
import {formatFault, validateProfile} from './validate.ts';

/** A profile is a few kilobytes; more than this is some other file. */
const maxFileSize = 1024 * 1024;

/** Faults that are listed one by one; the rest is counted. */
const maxFaults = 3;

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file: check the path',
	EACCES: 'it may not be read: check its permissions',
	EISDIR: 'is a directory, expected a file',
	ENOTDIR: 'part of its path is not a folder: check the path',
};

/* Reads no more than is allowed, so that a device or a growing file ends too. */
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

/* PowerShell 5.1 redirects as UTF-16. A decoder takes the byte order mark away. */
const encodingOf = ([first, second]: Buffer): string => {
	if (first === 0xff && second === 0xfe) {
		return 'utf-16le';
	}

	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

/* Whether a text is the beginning of some JSON. */
const isBeginning = (text: string): boolean => {
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
The engine's own message quotes the file, which may hold anything, and often names no place. So
the place is looked for: where the text stops being the beginning of some JSON.
*/
const locateSyntaxError = (json: string): string => {
	if (isBeginning(json)) {
		return 'it ends too early';
	}

	let good = 0;
	let bad = json.length;
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		[good, bad] = isBeginning(json.slice(0, middle)) ? [middle, bad] : [good, middle];
	}

	const before = json.slice(0, bad).split('\n');
	return `look at line ${before.length}, column ${(before.at(-1) ?? '').length}`;
};

/**
Reads a profile file as JSON, unvalidated.

@param path - As the visitor gave it.
@throws {UserError} with one line that names the file, the fault and the fix.
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
		throw new UserError(`${name}: is larger than 1 MB: a profile is a small JSON file`);
	}

	const json = new TextDecoder(encodingOf(bytes)).decode(bytes);
	try {
		return JSON.parse(json);
	} catch {
		throw new UserError(`${name}: is not valid JSON: ${locateSyntaxError(json)}`);
	}
};

/**
Reads and validates a profile file.

@param path - As the visitor gave it.
@throws {UserError} with one line that names the file, the first faults and their fixes.
*/
export const loadProfile = async (path: string): Promise<Profile> => {
	const result = validateProfile(await readProfile(path));
	if ('profile' in result) {
		return result.profile;
	}

	const listed = result.faults.slice(0, maxFaults).map(formatFault).join('; ');
	const more = result.faults.length - maxFaults;
	throw new UserError(`${sanitize(path)}: ${listed}${more > 0 ? `; and ${more} more` : ''}`);
};
