import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {LeftOut} from './support/left-out.ts';
import {LongestFirst} from './support/longest-first.ts';
import {missingTools, type ToolName, tools} from './support/tools.ts';

const missing = new Set(missingTools());

export default defineConfig({
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		root: fileURLToPath(new URL('..', import.meta.url)),
		include: ['tests/**/*.test.{ts,tsx}'],
		/* What is shipped is React's production build, whose timing differs from the other's. */
		env: {NODE_ENV: 'production'},
		globalSetup: ['tests/ssh/build.ts'],
		/* The server is for Linux: what its tests drive is there. Wine is `npm run wine`. */
		exclude: ['tests/windows/**', ...(process.platform === 'linux' ? [] : ['tests/ssh/**'])],
		/* A test's tags name the programs that it needs. In CI a missing one fails it. */
		tags: (Object.keys(tools) as ToolName[]).map(name => ({
			name,
			...(missing.has(name) && (tools[name].isUnavailable || !process.env.CI) ? {skip: true} : {}),
		})),
		reporters: [
			'default',
			...(process.env.GITHUB_ACTIONS ? ['github-actions'] : []),
			new LeftOut(),
		],
		/* Most tests wait for another process. */
		maxWorkers: 2 * availableParallelism(),
		sequence: {sequencer: LongestFirst},
		/* What is polled for may take its time on a busy machine. */
		expect: {poll: {timeout: 60_000}},
		testTimeout: 180_000,
		hookTimeout: 180_000,
	},
});
