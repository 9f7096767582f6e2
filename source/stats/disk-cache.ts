import {constants, mkdir, open, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {Cache, CacheEntry} from './cache.ts';
import {maxLanguagesPerRepository} from './languages.ts';
import {reasonCodes} from './metric.ts';
import {parseMetrics} from './parse-metrics.ts';
import * as schema from './schema.ts';

/* One file for each login, in the user's own cache directory. */

const version = 2;

/** A thousand repositories and a calendar fit many times over. */
const maxFileSize = 1024 * 1024;

const reason = v.object({
	code: v.picklist(reasonCodes),
	until: v.exactOptional(schema.moment),
});

const limit = v.object({remaining: schema.count, reset: schema.moment});

const fileSchema = v.object({
	version: v.literal(version),
	login: v.string(),
	/** Numbers from elsewhere are not these numbers. */
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

/* Opening a FIFO would wait for whoever writes to it, and a device may have anything to say. */
const readBounded = async (path: string): Promise<string> => {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		if (!(await file.stat()).isFile()) {
			throw new Error('no regular file');
		}

		const buffer = Buffer.alloc(maxFileSize);
		const {bytesRead} = await file.read(buffer, 0, maxFileSize, 0);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await file.close();
	}
};

/* A disk has a second to answer, in steps: one that comes late says that the machine is busy. */
const timeout = {steps: 10, milliseconds: 100};

/*
Runs work on a disk for as long as it answers. Each question to a dead one, such as one in a network
that is gone, holds a thread for good, so there is no second one.
*/
const createLimit = () => {
	let isDead = false;
	return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
		if (isDead) {
			return undefined;
		}

		let timer: NodeJS.Timeout | undefined;
		const enough = new Promise<undefined>(resolve => {
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
			return await Promise.race([work(), enough]);
		} finally {
			clearInterval(timer);
		}
	};
};

export type DiskCacheOptions = {
	readonly directory: string;
	/** What answered: what one service said is not what another does. */
	readonly origin: string;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

/**
Keeps entries in files. Whatever goes wrong with them, there is just no entry. They are written
beside their place and moved there, so that two programs at once leave one of two whole files.
*/
export const createDiskCache = ({directory, origin, now}: DiskCacheOptions): Cache => {
	const pathOf = (login: string) => join(directory, `${login.toLowerCase()}.json`);
	const whileAlive = createLimit();

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
		read: login => whileAlive(() => read(login)).catch(() => undefined),
		write: (login, entry) => whileAlive(() => write(login, entry)),
	};
};
