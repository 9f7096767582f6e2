/**
Parses a setting's text.

@returns the value.
@throws {RangeError} whose message says what is expected.
*/
export type Parser<Value> = (text: string) => Value;

export const text: Parser<string> = value => {
	if (value === '') {
		throw new RangeError('must not be empty');
	}

	return value;
};

export const optional: Parser<string | undefined> = value => (value === '' ? undefined : value);

export const integer =
	(min: number, max: number): Parser<number> =>
	value => {
		const number = Number(value);
		if (!/^\d+$/.test(value) || number < min || number > max) {
			throw new RangeError(`must be a whole number from ${min} to ${max}`);
		}

		return number;
	};

export const boolean: Parser<boolean> = value => {
	if (value !== 'true' && value !== 'false') {
		throw new RangeError('must be true or false');
	}

	return value === 'true';
};

/** One of several words. */
export const oneOf =
	<Word extends string>(...words: readonly Word[]): Parser<Word> =>
	value => {
		const word = words.find(known => known === value);
		if (word === undefined) {
			throw new RangeError(`must be one of ${words.join(', ')}`);
		}

		return word;
	};

export const list: Parser<readonly string[]> = value =>
	value
		.split(',')
		.map(item => item.trim())
		.filter(item => item !== '');
