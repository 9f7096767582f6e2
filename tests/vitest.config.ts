import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		root: new URL('..', import.meta.url).pathname,
		include: ['tests/**/*.test.{ts,tsx}'],
		testTimeout: 30_000,
		hookTimeout: 180_000,
	},
});
