import {defineConfig} from 'vitest/config';

export default defineConfig({
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		root: new URL('..', import.meta.url).pathname,
		include: ['tests/**/*.test.{ts,tsx}'],
		/* What is shipped is React's production build, whose timing differs from the other's. */
		env: {NODE_ENV: 'production'},
		globalSetup: ['tests/ssh/build.ts'],
		/* The server is for Linux: what its tests drive is there. */
		exclude: process.platform === 'linux' ? [] : ['tests/ssh/**'],
		testTimeout: 30_000,
		hookTimeout: 180_000,
	},
});
