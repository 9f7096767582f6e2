import {nodeOf, tools} from '../tests/support/tools.ts';
import {installPeer, peer} from './peer.ts';
import type {Part, Result} from './result.ts';
import {interleave} from './samples.ts';
import {bundle, frameEnd, inkReady, timesToOutput, timeToExit} from './time-to-output.ts';

const rounds = 20;
const majors = [20, 22, 24, 26] as const;

type Major = (typeof majors)[number];

const resultsOn = async (
	major: Major,
	peerProgram: string | undefined,
): Promise<readonly Result[]> => {
	const node = nodeOf(major);
	const ready: number[] = [];
	const answered: number[] = [];
	const samples = await interleave(
		{
			nothing: () => timeToExit([node, '-e', '0']),
			frame: async () => {
				const texts = [frameEnd, ...inkReady, frameEnd];
				const times = await timesToOutput([node, bundle], texts, {keys: 'j'});
				const [frame = Number.NaN, , inkTime = Number.NaN, answerTime = Number.NaN] = times;
				ready.push(inkTime);
				answered.push(answerTime);
				return frame;
			},
			peer:
				peerProgram === undefined
					? undefined
					: async () => {
							const [time = Number.NaN] = await timesToOutput([node, peerProgram], [peer.shows]);
							return time;
						},
		},
		rounds,
	);
	const {nothing, frame} = samples;
	const on = `Node ${major}`;
	const floor = {name: 'node -e 0', samples: nothing};
	return [
		{name: `${on}, node -e 0`, unit: 'ms', samples: nothing},
		{
			name: `${on}, first frame`,
			unit: 'ms',
			samples: frame,
			floor,
			budget: `first frame on Node ${major}`,
		},
		{
			name: `${on}, ready for React’s keys`,
			unit: 'ms',
			samples: ready,
			floor,
			budget: `ready for React's keys on Node ${major}`,
		},
		{name: `${on}, key answered by React`, unit: 'ms', samples: answered, floor},
		...(peerProgram
			? [
					{
						name: `${on}, ${peer.title}, first frame`,
						unit: 'ms',
						samples: samples.peer,
						floor,
					} as const,
				]
			: []),
	];
};

/** How long a visitor waits for the program itself, on each version of Node. */
export const measureFirstFrame = async (): Promise<Part> => {
	const peerProgram = await installPeer();
	const present = majors.filter(major => tools[`node-${major}`].isThere());
	const results: Result[] = [];
	for (const major of present) {
		results.push(...(await resultsOn(major, peerProgram)));
	}

	return {
		title: 'First frame',
		method: `From the start of the process in a pty of 80x24, ${rounds} runs of each in turns. Ready: Ink has rendered and its input handlers are attached, seen by the bracketed-paste mode that it sets then. Answered: the frame of a key typed at that moment.`,
		results,
		absent: [
			...majors
				.filter(major => !present.includes(major))
				.map(major => `Node ${major}: run npm run provision`),
			...(peerProgram ? [] : [`${peer.title}: npm could not get it`]),
		],
	};
};
