/**
Changes a dependency's text, and fails loudly when that is no longer what it was.

@param what - Names what was sought, for the error.
*/
export const replaceOrThrow = (
	text: string,
	pattern: RegExp | string,
	by: string | ((match: string) => string),
	what: string,
): string => {
	const result = text.replace(pattern, match => (typeof by === 'string' ? by : by(match)));
	if (result === text) {
		throw new Error(`${what} is not where it was: adapt source/build/ to the new version`);
	}

	return result;
};
