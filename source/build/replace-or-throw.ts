/**
Replaces text in a dependency's source, and throws if it is not there.

@param what - What was searched for, for the error message.
*/
export const replaceOrThrow = (
	text: string,
	pattern: RegExp | string,
	by: string | ((match: string) => string),
	what: string,
): string => {
	const result = text.replace(pattern, match => (typeof by === 'string' ? by : by(match)));
	if (result === text) {
		throw new Error(`${what} was not found: adapt source/build/ to the new version`);
	}

	return result;
};
