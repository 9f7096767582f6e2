import {readFile} from 'node:fs/promises';
import {parse} from 'yaml';

export type Step = {
	readonly run: string;
	readonly env: Readonly<Record<string, string>>;
	readonly mayFail: boolean;
};

type Workflow = {
	readonly jobs: Readonly<
		Record<
			string,
			{
				readonly steps: readonly {
					readonly run?: string;
					readonly env?: Readonly<Record<string, string>>;
					readonly 'continue-on-error'?: boolean;
				}[];
			}
		>
	>;
};

/**
The commands of a job, as a shell gets them.

@param values - What stands for `${{ … }}`, by the expression within.
*/
export const commandsOf = async (
	file: URL,
	job: string,
	values: Readonly<Record<string, string>>,
): Promise<readonly Step[]> => {
	const text = (await readFile(file, 'utf8')).replaceAll(
		/\$\{\{ *(.+?) *\}\}/g,
		(_all, expression: string) => {
			const value = values[expression];
			if (value === undefined) {
				throw new Error(`${file.pathname}: no value for ${expression}`);
			}

			return value;
		},
	);
	const steps = (parse(text) as Workflow).jobs[job]?.steps ?? [];
	return steps.flatMap(({run, env = {}, 'continue-on-error': mayFail = false}) =>
		run === undefined ? [] : [{run, env, mayFail}],
	);
};
