import type {GenericSchema, InferOutput} from 'valibot';
import {safeParse} from 'valibot';
import type {RememberedRepository} from '../stats/cache.ts';
import type {
	Exactness,
	Findings,
	Known,
	MetricName,
	Repository,
	SourceId,
} from '../stats/metric.ts';
import {count} from '../stats/shapes.ts';
import {SourceError} from '../stats/source-error.ts';
import type {Client} from './client.ts';

/** Where the services are, without a slash at the end. */
export type BaseUrls = {
	/** GitHub's REST and GraphQL. */
	readonly api: string;
	/** GitHub's pages. */
	readonly web: string;
	/** Hosts of the statistics card, tried in order. */
	readonly cards: readonly string[];
};

/** What a source is asked. */
export type Inquiry = {
	readonly login: string;
	/** Only these are worth a request. */
	readonly wanted: ReadonlySet<MetricName>;
	readonly client: Client;
	readonly baseUrls: BaseUrls;
	/** Given by the owner or the operator, never found on a visitor's machine. */
	readonly token: string | undefined;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Languages by the repository's name: as they were last read, and as they are read now. */
	readonly languages: Map<string, RememberedRepository>;
};

export type Tell = (findings: Findings) => void;

/**
A source of metrics. It tells what it learns as it learns it. What it does not tell of `tells` by
the time it ends is missing, for the reason it throws.
*/
export type Source = {
	readonly tells: readonly MetricName[];
	/** @throws {SourceError} */
	readonly ask: (inquiry: Inquiry, tell: Tell) => Promise<void>;
};

/** A value as it was just fetched. */
export const live = <T>(
	value: T,
	source: SourceId,
	exactness: Exactness,
	now: () => number,
): Known<T> => ({
	value,
	source,
	fetchedAt: new Date(now()).toISOString(),
	freshness: 'live',
	exactness,
});

/**
Reads JSON of a promised shape.

@throws {SourceError} if it is not that.
*/
export const readJson = <Schema extends GenericSchema>(
	schema: Schema,
	json: string,
): InferOutput<Schema> => {
	let data: unknown;
	try {
		data = JSON.parse(json);
	} catch (error) {
		throw new SourceError({missing: 'malformed'}, {cause: error});
	}

	const result = safeParse(schema, data, {abortEarly: true});
	if (!result.success) {
		throw new SourceError({missing: 'malformed'});
	}

	return result.output;
};

/**
The stars of all repositories.

@throws {SourceError} for a sum that no one has.
*/
export const starsOf = (repositories: readonly Repository[]): number => {
	const result = safeParse(
		count,
		repositories.reduce((sum, {stars}) => sum + stars, 0),
	);
	if (!result.success) {
		throw new SourceError({missing: 'malformed'});
	}

	return result.output;
};
