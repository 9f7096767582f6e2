/** For programs under test that should ask nobody: addresses where nothing listens. */
export const unreachable = {
	TECHBYABRAR_API_URL: 'http://127.0.0.1:9',
	TECHBYABRAR_WEB_URL: 'http://127.0.0.1:9',
	TECHBYABRAR_CARD_URL: 'http://127.0.0.1:9',
} as const;
