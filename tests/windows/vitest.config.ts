import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

/* `npm run wine`: the built bundle on Windows, as far as Wine is one. Not part of `npm test`: Wine is large. */
export default defineConfig({
	test: {
		root: fileURLToPath(new URL('../..', import.meta.url)),
		include: ['tests/windows/**/*.test.ts'],
		globalSetup: ['tests/windows/wine.ts'],
		testTimeout: 300_000,
		hookTimeout: 300_000,
	},
});
