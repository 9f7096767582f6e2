import type {Reporter, TestModule} from 'vitest/node';
import {missingTools, type ToolName, tools} from './tools.ts';

/** Says in one line, at the end, which tests were left out for want of what, and how to get it. */
export class LeftOut implements Reporter {
	onTestRunEnd(modules: readonly TestModule[]): void {
		const missing = new Set<string>(missingTools());
		const leftOut = modules
			.flatMap(({children}) => [...children.allTests('skipped')])
			.map(({tags}) => tags.filter(tag => missing.has(tag)))
			.filter(tags => tags.length > 0);
		if (leftOut.length === 0) {
			return;
		}

		const wanted = [...new Set(leftOut.flat())].map(tag => tools[tag as ToolName]);
		const packages = wanted.flatMap(({debian}) => debian ?? []);
		console.log(
			[
				`Left out: ${leftOut.length} ${leftOut.length === 1 ? 'test' : 'tests'}, for want of ${wanted.map(({title}) => title).join(', ')}.`,
				'To have them: npm run provision',
				...(packages.length > 0 ? [`as root, or apt-get install ${packages.join(' ')}`] : []),
			].join(' '),
		);
	}
}
