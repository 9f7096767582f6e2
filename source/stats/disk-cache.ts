import {constants, mkdir, open, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {Cache, CacheEntry} from './cache.ts';
import {maxLanguagesPerRepository} from './languages.ts';
import {reasonCodes} from './metric.ts';
import {parseMetrics} from './parse-metrics.ts';
import * as schema from './schema.ts';

/* One file per login, in the user's cache directory. */

const version = 2;

/** Many times what a thousand repositories and a calendar need. */
const maxFileSize = 1024 * 1024;

const reason = v.object({
	code: v.picklist(reasonCodes),
	until: v.exactOptional(schema.moment),
});

const limit = v.object({remaining: schema.count, reset: schema.moment});

const fileSchema = v.object({
	version: v.literal(version),
	login: v.string(),
	/** The API's base URL: numbers from another are not valid here. */
	origin: v.string(),
	askedAt: schema.moment,
	metrics: v.record(v.string(), v.unknown()),
	languages: v.pipe(
		v.array(
			v.tuple([
				schema.repositoryName,
				v.object({
					pushedAt: v.union([schema.moment, v.literal('')]),
					languages: v.pipe(
						v.array(v.tuple([schema.name, schema.bytes])),
						v.maxLength(maxLanguagesPerRepository),
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
	lastError: v.exactOptional(reason),
});

/* Opening a FIFO would wait for a writer, and a device could be endless. */
const readBounded = async (path: string): Promise<string> => {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		if (!(await file.stat()).isFile()) {
			throw new Error('not a regular file');
		}

		const buffer = Buffer.alloc(maxFileSize);
		const {bytesRead} = await file.read(buffer, 0, maxFileSize, 0);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await file.close();
	}
};

/* A disk has a second to respond, counted in steps, which a busy machine stretches. */
const timeout = {steps: 10, milliseconds: 100};

/*
Limits how long work on a disk may take. Each operation on an unresponsive one, such as a lost network
drive, blocks a thread for good, so there is no second one.
*/
const createTimeout = () => {
	let isDead = false;
	return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
		if (isDead) {
			return undefined;
		}

		let timer: NodeJS.Timeout | undefined;
		const timedOut = new Promise<undefined>(resolve => {
			let steps = 0;
			timer = setInterval(() => {
				steps++;
				if (steps === timeout.steps) {
					isDead = true;
					resolve(undefined);
				}
			}, timeout.milliseconds);
		});
		try {
			return await Promise.race([work(), timedOut]);
		} finally {
			clearInterval(timer);
		}
	};
};

export type DiskCacheOptions = {
	readonly directory: string;
	/** The API's base URL: entries from another are ignored. */
	readonly origin: string;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

/**
Stores entries in files. If anything goes wrong, there is simply no entry. Files are written to a
temporary name and renamed, so that concurrent programs never leave a partial one.
*/
export const createDiskCache = ({directory, origin, now}: DiskCacheOptions): Cache => {
	const pathOf = (login: string) => join(directory, `${login.toLowerCase()}.json`);
	const withTimeout = createTimeout();

	const read = async (login: string): Promise<CacheEntry | undefined> => {
		const result = v.safeParse(fileSchema, JSON.parse(await readBounded(pathOf(login))));
		if (
			!result.success ||
			result.output.login !== login.toLowerCase() ||
			result.output.origin !== origin
		) {
			return undefined;
		}

		const {askedAt, metrics, languages, limits, lastError} = result.output;
		return {
			askedAt,
			metrics: parseMetrics(metrics, 'cached', now()),
			languages,
			limits,
			lastError,
		};
	};

	const write = async (login: string, entry: CacheEntry): Promise<void> => {
		const path = pathOf(login);
		const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
		const text = JSON.stringify({version, login: login.toLowerCase(), origin, ...entry});
		try {
			await mkdir(directory, {recursive: true, mode: 0o700});
			await writeFile(temporary, text, {flag: 'wx', mode: 0o600});
			await rename(temporary, path);
		} catch {
			await rm(temporary, {force: true}).catch(() => {});
		}
	};

	return {
		read: login => withTimeout(() => read(login)).catch(() => undefined),
		write: (login, entry) => withTimeout(() => write(login, entry)),
	};
};
