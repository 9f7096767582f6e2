import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {run} from '../client.ts';

it('makes one visitor’s failure the end of one session, with one clean line', async () => {
	const script = fileURLToPath(new URL('failing.ts', import.meta.url));
	const {stdout, stderr, code} = await run([process.execPath, script]);
	expect(stderr).toBe('');
	expect(code).toBe(0);
	const failed = {
		code: 1,
		told: ['Something went wrong; the error was logged. Please try again.\n'],
	};
	expect(JSON.parse(stdout)).toEqual([failed, failed, failed, {code: 0, told: []}]);
});
