import {sanitize} from '../../text/sanitize.ts';

/* Variables that affect how a terminal shows text. No others are accepted from a client. */
const accepted = /^(?:LANG|LC_ALL|LC_CTYPE|COLORTERM|NO_COLOR|TERM_PROGRAM)$/;

/** The environment variables of one session. */
export const createEnvironment = () => {
	const variables: Record<string, string> = {};
	return {
		/** @returns whether it was accepted. */
		set: (name: string, value: string): boolean => {
			const isAccepted = accepted.test(name);
			if (isAccepted) {
				variables[name] = sanitize(value, 32);
			}

			return isAccepted;
		},
		variables: (term: string | undefined): Readonly<Record<string, string>> => ({
			...variables,
			...(term === undefined ? {} : {TERM: term}),
		}),
	};
};
