import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {run} from '../client.ts';

it('ends only the session that fails, with one line for its visitor', async () => {
	const script = fileURLToPath(new URL('failing.ts', import.meta.url));
	const {stdout, stderr, code} = await run([process.execPath, script]);
	expect(stderr).toBe('');
	expect(code).toBe(0);
	const failed = {
		code: 1,
		errors: ['Something went wrong; the error was logged. Please try again.\n'],
	};
	expect(JSON.parse(stdout)).toEqual([failed, failed, failed, {code: 0, errors: []}]);
});
