import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

/* `npm run rehearse`: apart from the tests, since it takes minutes and installs package managers. */
export default defineConfig({
	test: {
		root: fileURLToPath(new URL('../..', import.meta.url)),
		include: ['tests/release/rehearsal.ts'],
		testTimeout: 1_200_000,
		hookTimeout: 1_200_000,
		bail: 1,
	},
});
