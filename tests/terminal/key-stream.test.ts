import {setTimeout} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {createKeyStream} from '../../source/terminal/key-stream.ts';

/* Reads as Ink does: each reading is what one handler call would see. */
const listen = (stream = createKeyStream()) => {
	const readings: string[] = [];
	stream.setEncoding('utf8');
	stream.on('readable', () => {
		for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) {
			readings.push(String(chunk));
		}
	});
	return {stream, readings};
};

test('one key is read at a time', async () => {
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

test('the end of the input is the end of the stream', async () => {
	const {stream, readings} = listen();
	const ended = new Promise(resolve => {
		stream.once('end', resolve);
	});
	stream.receive('j');
	stream.end();
	stream.receive('k');
	await ended;
	expect(readings).toEqual(['j']);
});

test('keys that come before anyone reads wait, and are read one at a time', async () => {
	const stream = createKeyStream();
	stream.receive('j');
	stream.receive('\u001B[Bk');
	await setTimeout(20);
	const {readings} = listen(stream);
	await expect.poll(() => readings).toEqual(['j', '\u001B[B', 'k']);
});

test('Ctrl-C is told of where nobody reads, and when it comes again', () => {
	let interrupts = 0;
	const stream = createKeyStream({onInterrupt: () => interrupts++});
	stream.receive('\u0003');
	expect(interrupts).toBe(1);

	interrupts = 0;
	const {stream: read} = listen(createKeyStream({onInterrupt: () => interrupts++}));
	read.receive('j\u0003');
	read.receive('q');
	expect(interrupts).toBe(0);
	read.receive('\u0003');
	expect(interrupts).toBe(1);
});

test('Ctrl-C in a paste is none', () => {
	let interrupts = 0;
	const stream = createKeyStream({onInterrupt: () => interrupts++});
	stream.receive('\u0003'.repeat(100));
	stream.receive('\u001B[200~\u0003\u001B[201~');
	expect(interrupts).toBe(0);
});
