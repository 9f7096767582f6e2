import {mkdir, open, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {Cache, Memory} from './cache.ts';
import {mostOfRepository} from './languages.ts';
import {readStored} from './schema.ts';
import * as shape from './shapes.ts';

/* One file for each login, in the user's own cache directory. */

const version = 1;

/** A thousand repositories and a calendar fit many times over. */
const largestFile = 1024 * 1024;

const reason = v.object({
	missing: v.picklist([
		'offline',
		'rate-limited',
		'user-not-found',
		'refused',
		'token-refused',
		'service-down',
		'timed-out',
		'untrusted',
		'malformed',
	]),
	until: v.exactOptional(shape.moment),
});

const limit = v.object({remaining: shape.count, reset: shape.moment});

const fileShape = v.object({
	version: v.literal(version),
	login: v.string(),
	/** Numbers from elsewhere are not these numbers. */
	origin: v.string(),
	askedAt: shape.moment,
	metrics: v.record(v.string(), v.unknown()),
	languages: v.pipe(
		v.array(
			v.tuple([
				shape.repositoryName,
				v.object({
					pushedAt: v.union([shape.moment, v.literal('')]),
					languages: v.pipe(
						v.array(v.tuple([shape.name, shape.bytes])),
						v.maxLength(mostOfRepository),
					),
				}),
			]),
		),
		v.maxLength(1000),
	),
	limits: v.object({
		core: v.exactOptional(limit),
		search: v.exactOptional(limit),
		graphql: v.exactOptional(limit),
	}),
	setback: v.exactOptional(reason),
});

const readBounded = async (path: string): Promise<string> => {
	const file = await open(path);
	try {
		const buffer = Buffer.alloc(largestFile);
		const {bytesRead} = await file.read(buffer, 0, largestFile, 0);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await file.close();
	}
};

export type DiskCacheOptions = {
	readonly directory: string;
	/** What answered: a memory of one service is none of another. */
	readonly origin: string;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

/**
Keeps memories in files. Whatever goes wrong with them, there is only no memory: they are written
beside their place and moved there, so that two programs at once leave one of two whole files.
*/
export const createDiskCache = ({directory, origin, now}: DiskCacheOptions): Cache => {
	const pathOf = (login: string) => join(directory, `${login.toLowerCase()}.json`);
	return {
		read: async login => {
			try {
				const result = v.safeParse(fileShape, JSON.parse(await readBounded(pathOf(login))));
				if (
					!result.success ||
					result.output.login !== login.toLowerCase() ||
					result.output.origin !== origin
				) {
					return undefined;
				}

				const {askedAt, metrics, languages, limits, setback} = result.output;
				return {
					askedAt,
					metrics: readStored(metrics, 'cached', now()),
					languages,
					limits,
					setback,
				};
			} catch {
				return undefined;
			}
		},
		write: async (login, memory: Memory) => {
			const path = pathOf(login);
			const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
			const text = JSON.stringify({version, login: login.toLowerCase(), origin, ...memory});
			try {
				await mkdir(directory, {recursive: true, mode: 0o700});
				await writeFile(temporary, text, {flag: 'wx', mode: 0o600});
				await rename(temporary, path);
			} catch {
				await rm(temporary, {force: true}).catch(() => {});
			}
		},
	};
};
