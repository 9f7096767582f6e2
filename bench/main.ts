/*
`npm run bench`: measures the built program and the SSH server, and writes bench/results.md.

--only=<part>  measures one part, and prints it instead
--check        exits with 1 if a budget (budgets.json) is exceeded
*/
import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {loadavg} from 'node:os';
import {parseArgs} from 'node:util';
import {measureFirstFrame} from './first-frame.ts';
import {measureKeys} from './keys.ts';
import {measureNpx} from './npx.ts';
import {exceededBudgets, readBudgets, reportOf, unusedBudgets} from './report.ts';
import type {Part} from './result.ts';
import {measureSsh} from './ssh.ts';
import {measureStatsUpdate} from './stats-update.ts';
import {bundle} from './time-to-output.ts';

const measurements: Readonly<Record<string, () => Promise<Part>>> = {
	npx: measureNpx,
	'first-frame': measureFirstFrame,
	keys: measureKeys,
	stats: measureStatsUpdate,
	ssh: measureSsh,
};

const fail = (message: string): never => {
	console.error(message);
	process.exit(1);
};

const readArguments = () => {
	try {
		return parseArgs({options: {only: {type: 'string'}, check: {type: 'boolean'}}}).values;
	} catch (error) {
		return fail((error as Error).message);
	}
};

const {only, check = false} = readArguments();
if (only !== undefined && measurements[only] === undefined) {
	fail(`--only=${only}: there is no such part, try ${Object.keys(measurements).join(', ')}`);
}

if (process.env.npm_execpath === undefined) {
	fail('npm is not known: run this with npm run bench');
}

if (!existsSync(bundle)) {
	fail('dist/ is missing: run npm run build');
}

const budgets = await readBudgets();
const [load = 0] = loadavg();
const parts: Part[] = [];
for (const [name, measure] of Object.entries(measurements)) {
	if (only === undefined || only === name) {
		console.error(`Measuring ${name} …`);
		try {
			parts.push(await measure());
		} catch (error) {
			fail(`${name} could not be measured: ${(error as Error).message}`);
		}
	}
}

const report = reportOf(parts, budgets, load);
if (only === undefined) {
	await writeFile(new URL('results.md', import.meta.url), report);
} else {
	console.log(report);
}

const faults = [
	...exceededBudgets(parts, budgets).map(line => `Over budget: ${line}`),
	...(only === undefined
		? unusedBudgets(parts, budgets).map(name => `Not measured, though budgets.json has it: ${name}`)
		: []),
];
for (const fault of faults) {
	console.error(fault);
}

process.exit(check && faults.length > 0 ? 1 : 0);
