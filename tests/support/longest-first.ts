import {BaseSequencer, type TestSpecification} from 'vitest/node';

/* Where no earlier run is on record, Vitest goes by a file's size, which says little. */
const longest = [
	'screen/equivalence',
	'ssh/attacks/',
	'ssh/connection-limits',
	'ssh/lifecycle',
	'end-to-end/statistics',
	'ssh/haproxy',
	'end-to-end/dead-networks',
	'formats/html',
	'end-to-end/pipe',
	'ssh/sshd',
	'screen/screen',
	'screen/walk',
];

const rank = ({moduleId}: TestSpecification): number => {
	const found = longest.findIndex(part => moduleId.includes(`/tests/${part}`));
	return found === -1 ? longest.length : found;
};

/** Starts the files that take longest first, so that none is left running alone at the end. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		return sorted.sort((a, b) => rank(a) - rank(b));
	}
}
