import {median} from './samples.ts';

export type Unit = 'ms' | 'bytes' | 'files' | 'packages' | 'MiB' | 'per second';

/** One row of the report. */
export type Result = {
	readonly name: string;
	readonly unit: Unit;
	readonly samples: readonly number[];
	/** What the same machine needs at least, measured in turns with it. */
	readonly floor?: {readonly name: string; readonly samples: readonly number[]};
	/** Its entry in budgets.json; a result with a floor is judged by its ratio to it. */
	readonly budget?: string;
};

/** A table of the report. */
export type Part = {
	readonly title: string;
	readonly method: string;
	readonly results: readonly Result[];
	/** What could not be measured here, and why. */
	readonly absent?: readonly string[];
};

/** How many times its floor a result is; undefined for one without a floor. */
export const ratioOf = ({samples, floor}: Result): number | undefined =>
	floor && median(samples) / median(floor.samples);

/** What a budget limits. */
export const judgedValue = (result: Result): number => ratioOf(result) ?? median(result.samples);
