import {readFile} from 'node:fs/promises';
import {cpus, release, totalmem, type} from 'node:os';
import {judgedValue, type Part, type Result, ratioOf, type Unit} from './result.ts';
import {median, percentile} from './samples.ts';

/** The most that each may be: times its floor where it has one, in its own unit otherwise. */
export type Budgets = Readonly<Record<string, number>>;

export const readBudgets = async (): Promise<Budgets> =>
	JSON.parse(await readFile(new URL('budgets.json', import.meta.url), 'utf8'));

const decimals = (unit: Unit, value: number): number => {
	if (unit === 'ms') {
		return value < 0.1 ? 4 : value < 100 ? 2 : 0;
	}

	return unit === 'MiB' ? 2 : 0;
};

const number = (value: number, unit: Unit): string => value.toFixed(decimals(unit, value));

const format = (value: number, unit: Unit): string => `${number(value, unit)} ${unit}`;

const spread = ({samples, unit}: Result): string => {
	const [low, high] = [0, 0.9].map(share => number(percentile(samples, share), unit));
	return samples.length === 1 ? '' : `${low}–${high}`;
};

const budgetOf = ({budget = ''}: Result, budgets: Budgets): number | undefined => budgets[budget];

const isExceeded = (result: Result, budgets: Budgets): boolean => {
	const limit = budgetOf(result, budgets);
	/* What could not be measured is not within it. */
	return limit !== undefined && !(judgedValue(result) <= limit);
};

const row = (result: Result, budgets: Budgets): string => {
	const {name, samples, unit, floor} = result;
	const ratio = ratioOf(result);
	const limit = budgetOf(result, budgets);
	const limitText =
		limit === undefined ? '' : ratio === undefined ? format(limit, unit) : `${limit}x`;
	const cells = [
		name,
		format(median(samples), unit),
		spread(result),
		samples.length,
		ratio === undefined ? '' : `${ratio.toFixed(2)}x ${floor?.name}`,
		limitText && `${isExceeded(result, budgets) ? '**exceeded**' : 'within'} ${limitText}`,
	];
	return `| ${cells.join(' | ')} |`;
};

const table = ({title, method, results, absent = []}: Part, budgets: Budgets): string =>
	[
		`## ${title}`,
		'',
		method,
		...absent.map(what => `\nNot measured here: ${what}.`),
		'',
		'| | median | lowest–p90 | samples | ratio | budget |',
		'| --- | --: | --: | --: | --: | --- |',
		...results.map(result => row(result, budgets)),
		'',
	].join('\n');

/**
The whole as Markdown.

@param load - How many processes wanted a processor before the benchmarks began: of others.
*/
export const reportOf = (parts: readonly Part[], budgets: Budgets, load: number): string => {
	const processors = cpus();
	const machine = `${processors.length} × ${processors[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}`;
	return [
		'# Benchmarks',
		'',
		`\`npm run bench\` wrote this on ${new Date().toISOString().slice(0, 10)}: ${machine}, Node ${process.versions.node}, load average ${load.toFixed(1)} before it began.`,
		'Read the ratios: milliseconds are those of this machine, and worth little where it had a load of its own. Budgets are in `budgets.json`.',
		'',
		...parts.map(part => table(part, budgets)),
	].join('\n');
};

/** One line for each budget that is exceeded. */
export const exceededBudgets = (parts: readonly Part[], budgets: Budgets): readonly string[] =>
	parts
		.flatMap(({results}) => results)
		.filter(result => isExceeded(result, budgets))
		.map(result => {
			const unit = result.floor ? `times ${result.floor.name}` : result.unit;
			return `${result.name}: ${judgedValue(result).toFixed(2)} ${unit}, budget ${budgetOf(result, budgets)}`;
		});

/** Budgets of which nothing was measured: a name that is wrong on one side. */
export const unusedBudgets = (parts: readonly Part[], budgets: Budgets): readonly string[] => {
	const used = new Set(parts.flatMap(({results}) => results.map(({budget}) => budget)));
	return Object.keys(budgets).filter(name => !used.has(name));
};
