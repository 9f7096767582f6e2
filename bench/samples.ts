/* Repeated measurements of one quantity. */

/** The value that a share of the samples does not exceed. */
export const percentile = (samples: readonly number[], share: number): number => {
	const sorted = samples.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

/** The middle value, or the mean of the middle two. */
export const median = (samples: readonly number[]): number => {
	const sorted = samples.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low = Number.NaN, high = low] = sorted.slice(
		Math.ceil(middle) - 1,
		Math.floor(middle) + 1,
	);
	return (low + high) / 2;
};

export const sum = (samples: readonly number[]): number => samples.reduce((a, b) => a + b, 0);

/**
Measures several programs in turns, A B C A B C, so that whatever else the machine does hits all of
them alike.

@param programs - One that is undefined is left out.

@returns the samples of each.
*/
export const interleave = async <Name extends string>(
	programs: Readonly<Record<Name, (() => Promise<number>) | undefined>>,
	rounds: number,
): Promise<Readonly<Record<Name, readonly number[]>>> => {
	const names = Object.keys(programs) as Name[];
	const samples = Object.fromEntries(names.map(name => [name, []])) as unknown as Record<
		Name,
		number[]
	>;
	for (let round = 0; round < rounds; round++) {
		for (const name of names) {
			const measure = programs[name];
			if (measure !== undefined) {
				samples[name].push(await measure());
			}
		}
	}

	return samples;
};
