import {setTimeout} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {createInput} from '../../source/terminal/input.ts';

const listen = (stream = createInput()) => {
	const readings: string[] = [];
	let ended = false;
	stream.read({
		key: sequence => readings.push(sequence) > 0,
		end: () => {
			ended = true;
		},
	});
	return {stream, readings, hasEnded: () => ended};
};

test('keys of one chunk are read one by one', async () => {
	const {stream, readings} = listen();
	stream.receive('\u001B[B\u001B[Bj\r');
	await setTimeout(20);
	expect(readings).toEqual(['\u001B[B', '\u001B[B', 'j', '\r']);
});

test('a lone Escape comes through when nothing follows', async () => {
	const {stream, readings} = listen();
	stream.receive('\u001B');
	await setTimeout(60);
	expect(readings).toEqual(['\u001B']);
});

test('an Escape that begins an arrow does not', async () => {
	const {stream, readings} = listen();
	stream.receive('\u001B');
	stream.receive('[A');
	await setTimeout(60);
	expect(readings).toEqual(['\u001B[A']);
});

test('a character split between chunks is one key', async () => {
	const {stream, readings} = listen();
	const bytes = Buffer.from('é');
	stream.receive(bytes.subarray(0, 1));
	stream.receive(bytes.subarray(1));
	await setTimeout(20);
	expect(readings).toEqual(['é']);
});

test('a 10 kB paste without marks is forgotten, and so is its tail', async () => {
	const {stream, readings} = listen();
	stream.receive('q'.repeat(10_000));
	stream.receive('qqqqq');
	await setTimeout(100);
	stream.receive('j');
	await setTimeout(20);
	expect(readings).toEqual(['j']);
});

test('a sequence that never ends does not swallow the keys after it', async () => {
	const {stream, readings} = listen();
	stream.receive('\u001B]');
	await setTimeout(600);
	stream.receive('j');
	await setTimeout(20);
	expect(readings).toEqual(['j']);
});

test('the end of the input is reported, and nothing is read after it', () => {
	const {stream, readings, hasEnded} = listen();
	stream.receive('j');
	expect(hasEnded()).toBe(false);
	stream.end();
	stream.receive('k');
	expect(hasEnded()).toBe(true);
	expect(readings).toEqual(['j']);
});

test('a key that is not taken waits for the next reader, and so do those behind it', () => {
	const stream = createInput();
	const first: string[] = [];
	const second: string[] = [];
	stream.receive('a');
	stream.read({key: sequence => sequence !== 'r' && first.push(sequence) > 0, end: () => {}});
	stream.receive('brc');
	stream.receive('d');
	stream.read({key: sequence => second.push(sequence) > 0, end: () => {}});
	expect(first).toEqual(['a', 'b']);
	expect(second).toEqual(['r', 'c', 'd']);
});

test('Ctrl-C is reported if nobody reads, and the second time', () => {
	let interrupts = 0;
	const stream = createInput({onInterrupt: () => interrupts++});
	stream.receive('\u0003');
	expect(interrupts).toBe(1);

	interrupts = 0;
	const {stream: read} = listen(createInput({onInterrupt: () => interrupts++}));
	read.receive('j\u0003');
	read.receive('q');
	expect(interrupts).toBe(0);
	read.receive('\u0003');
	expect(interrupts).toBe(1);
});

test('Ctrl-C in a paste is none', () => {
	let interrupts = 0;
	const stream = createInput({onInterrupt: () => interrupts++});
	stream.receive('\u0003'.repeat(100));
	stream.receive('\u001B[200~\u0003\u001B[201~');
	expect(interrupts).toBe(0);
});
