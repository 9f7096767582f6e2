import type {Reason} from './metric.ts';

/** Why a source could not answer, as something a visitor can be told. */
export class SourceError extends Error {
	override name = 'SourceError';
	readonly reason: Reason;

	constructor(reason: Reason, options?: ErrorOptions) {
		super(reason.missing, options);
		this.reason = reason;
	}
}

/** The reason in an error; anything unforeseen counts as a malformed answer. */
export const reasonOf = (error: unknown): Reason =>
	error instanceof SourceError ? error.reason : {missing: 'malformed'};
