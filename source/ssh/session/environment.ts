import {sanitize} from '../../text/sanitize.ts';

/* What says how a terminal shows text. Nothing else is taken from a client. */
const taken = /^(?:LANG|LC_ALL|LC_CTYPE|COLORTERM|NO_COLOR|TERM_PROGRAM)$/;

/** The variables of one session, as far as they are taken. */
export const createEnvironment = () => {
	const variables: Record<string, string> = {};
	return {
		/** @returns whether it was taken. */
		set: (name: string, value: string): boolean => {
			const isTaken = taken.test(name);
			if (isTaken) {
				variables[name] = sanitize(value, 32);
			}

			return isTaken;
		},
		variables: (term: string | undefined): Readonly<Record<string, string>> => ({
			...variables,
			...(term === undefined ? {} : {TERM: term}),
		}),
	};
};
