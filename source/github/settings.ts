import {UserError} from '../text/user-error.ts';
import type {BaseUrls} from './source.ts';

/* What the environment and the flags say of the statistics, checked before anything is loaded. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** The one table of variables: the help and the README's come from it. */
export const variables = [
	{name: 'TECHBYABRAR_GITHUB_TOKEN', does: 'a token for GitHub’s API: every number exact'},
	{name: 'TECHBYABRAR_API_URL', does: 'in place of https://api.github.com'},
	{name: 'TECHBYABRAR_WEB_URL', does: 'in place of https://github.com'},
	{name: 'TECHBYABRAR_CARD_URL', does: 'a host of the statistics card'},
] as const;

type VariableName = (typeof variables)[number]['name'];

/** The token that was given for this program, and no other. */
export const tokenFrom = (environment: Environment): string | undefined => {
	const name: VariableName = 'TECHBYABRAR_GITHUB_TOKEN';
	const token = environment[name]?.trim();
	if (token && !/^[!-~]{1,500}$/.test(token)) {
		throw new UserError(`${name}: is no token: set one that GitHub made`);
	}

	return token || undefined;
};

const baseUrl = (environment: Environment, name: VariableName): string | undefined => {
	const text = environment[name];
	if (!text) {
		return undefined;
	}

	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
		throw new UserError(`${name}: is no web address: give one like https://api.github.com`);
	}

	return text.replace(/\/+$/, '');
};

/**
Where the services are: at their own addresses, or where the environment says.

@throws {UserError} for an address that is none.
*/
export const baseUrlsFrom = (environment: Environment): BaseUrls => {
	const card = baseUrl(environment, 'TECHBYABRAR_CARD_URL');
	return {
		api: baseUrl(environment, 'TECHBYABRAR_API_URL') ?? 'https://api.github.com',
		web: baseUrl(environment, 'TECHBYABRAR_WEB_URL') ?? 'https://github.com',
		cards:
			card === undefined
				? ['https://github-stats-extended.vercel.app', 'https://github-readme-stats.vercel.app']
				: [card],
	};
};
