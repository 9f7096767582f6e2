import type {MadeUpRepository, MadeUpUser} from './users.ts';

/* The REST side: bodies with the fields that GitHub documents, as far as they matter here. */

export type Reply = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
};

export const notFound: Reply = {
	status: 404,
	body: {message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404'},
};

const mainLanguage = ({languages}: MadeUpRepository): string | null =>
	Object.entries(languages).sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;

const repository = (user: MadeUpUser, made: MadeUpRepository, id: number) => ({
	id,
	name: made.name,
	full_name: `${user.login}/${made.name}`,
	private: false,
	owner: {login: user.login, type: 'User'},
	html_url: `https://github.com/${user.login}/${made.name}`,
	fork: made.isFork,
	stargazers_count: made.stars,
	language: mainLanguage(made),
	pushed_at: made.pushedAt.replace('.000Z', 'Z'),
	archived: false,
	topics: [],
});

const repositoriesPage = (user: MadeUpUser, url: URL): Reply => {
	const perPage = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
	const page = Number(url.searchParams.get('page') ?? 1);
	const sorted = user.repositories.toSorted((a, b) => b.pushedAt.localeCompare(a.pushedAt));
	const pages = Math.max(1, Math.ceil(sorted.length / perPage));
	const link = (to: number, relation: string) => {
		const target = new URL(url);
		target.searchParams.set('page', String(to));
		return `<${target.href}>; rel="${relation}"`;
	};
	const links = [
		...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
		...(page < pages ? [link(page + 1, 'next'), link(pages, 'last')] : []),
	];
	return {
		status: 200,
		headers: links.length > 0 ? {link: links.join(', ')} : {},
		body: sorted
			.slice((page - 1) * perPage, page * perPage)
			.map((made, index) => repository(user, made, (page - 1) * perPage + index)),
	};
};

/** Answers `/users/…` and `/repos/…`. */
export const answerRest = (
	users: ReadonlyMap<string, MadeUpUser>,
	url: URL,
	path: string,
): Reply => {
	const [kind, login = '', third, fourth] = path.split('/').slice(1);
	const user = users.get(login.toLowerCase());
	if (!user) {
		return notFound;
	}

	if (kind === 'users' && third === undefined) {
		return {
			status: 200,
			body: {
				login: user.login,
				type: 'User',
				name: user.name,
				followers: user.followers,
				public_repos: user.repositories.length,
				created_at: '2020-01-01T00:00:00Z',
			},
		};
	}

	if (kind === 'users' && third === 'repos') {
		return repositoriesPage(user, url);
	}

	const found = user.repositories.find(({name}) => name === third);
	return kind === 'repos' && fourth === 'languages' && found
		? {status: 200, body: found.languages}
		: notFound;
};

const term = (terms: string, name: string): string | undefined =>
	new RegExp(`(?:^| )${name}:(\\S+)`).exec(terms)?.[1];

const repositoriesOfOthers = (count: number) =>
	Array.from({length: count}, (_, index) => `someone-${index}/project-${index}`);

const found = (total: number, items: readonly unknown[]): Reply => ({
	status: 200,
	body: {total_count: total, incomplete_results: false, items},
});

/** Answers `/search/issues` and `/search/commits` for the questions that can be asked of a user. */
export const answerSearch = (
	users: ReadonlyMap<string, MadeUpUser>,
	url: URL,
	path: string,
): Reply => {
	const terms = url.searchParams.get('q') ?? '';
	const isCommits = path === '/search/commits';
	const user = users.get((term(terms, 'reviewed-by') ?? term(terms, 'author') ?? '').toLowerCase());
	if (!user) {
		return {
			status: 422,
			body: {
				message: 'Validation Failed',
				errors: [
					{
						message:
							'The listed users cannot be searched either because the users do not exist or you do not have permission to view the users.',
						resource: 'Search',
						field: 'q',
						code: 'invalid',
					},
				],
				documentation_url: 'https://docs.github.com/v3/search/',
				status: '422',
			},
		};
	}

	if (term(terms, 'reviewed-by')) {
		return found(user.reviews, []);
	}

	if (term(terms, '-user')) {
		/* Some are seen by their commits, some by their issues, some by both. */
		const names = repositoriesOfOthers(user.contributedTo);
		const half = Math.ceil(names.length / 2);
		return isCommits
			? found(
					40,
					names.slice(0, half + 1).map(full_name => ({repository: {full_name}})),
				)
			: found(
					20,
					names.slice(half - 1).map(name => ({
						repository_url: `https://api.github.com/repos/${name}`,
					})),
				);
	}

	if (isCommits) {
		return found(user.commits, []);
	}

	return found(terms.includes('type:pr') ? user.prs : user.openIssues + user.closedIssues, []);
};
