import {UserError} from '../text/user-error.ts';
import type {BaseUrls} from './source.ts';

/* The statistics' environment variables, validated before anything is loaded. */

/** The one table of variables: the help and the README use it. */
export const variables = [
	{name: 'TECHBYABRAR_GITHUB_TOKEN', description: 'GitHub API token; makes every number exact'},
	{name: 'TECHBYABRAR_API_URL', description: 'API base URL (default: https://api.github.com)'},
	{name: 'TECHBYABRAR_WEB_URL', description: 'GitHub base URL (default: https://github.com)'},
	{name: 'TECHBYABRAR_CARD_URL', description: 'statistics card base URL (a fallback)'},
] as const;

type VariableName = (typeof variables)[number]['name'];

/**
@param source - Where it was set, for the message.
@throws {UserError} for an invalid token.
*/
export const parseToken = (text: string | undefined, source: string): string | undefined => {
	const token = text?.trim();
	if (token && !/^[!-~]{1,500}$/.test(token)) {
		throw new UserError(`${source}: not a valid GitHub token, fix or unset it`);
	}

	return token || undefined;
};

/** The token that was given for this program, and no other. */
export const tokenFrom = (environment: NodeJS.ProcessEnv): string | undefined => {
	const name: VariableName = 'TECHBYABRAR_GITHUB_TOKEN';
	return parseToken(environment[name], name);
};

const baseUrl = (environment: NodeJS.ProcessEnv, name: VariableName): string | undefined => {
	const text = environment[name];
	if (!text) {
		return undefined;
	}

	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
		throw new UserError(`${name}: not a valid URL, e.g. https://api.github.com`);
	}

	return text.replace(/\/+$/, '');
};

/**
The base URLs of the services: the public ones unless the environment sets others.

@throws {UserError} for an invalid URL.
*/
export const baseUrlsFrom = (environment: NodeJS.ProcessEnv): BaseUrls => {
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
