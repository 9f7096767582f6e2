/*
The visitors of an SSH server, in a process of their own: its parent tells it what they do, and
measures the server meanwhile.
*/
import {once} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import type {Client, ClientChannel} from 'ssh2';
import {connect} from '../tests/ssh/raw-client.ts';

/** What the parent asks for, and what it is answered. */
export type Orders = {
	readonly join: {
		readonly ask: {readonly visitors: number};
		readonly answer: {readonly time: number};
	};
	readonly press: {
		readonly ask: {readonly time: number};
		readonly answer: {readonly latencies: readonly number[]};
	};
	readonly leave: {readonly ask: object; readonly answer: object};
	readonly visit: {readonly ask: {readonly visits: number}; readonly answer: object};
};

type Visitor = {readonly client: Client; readonly channel: ClientChannel};

const size = {cols: 100, rows: 30, term: 'xterm-256color'};

/** Who arrives at the same time. */
const parallel = 8;

/** A key without an answer counts as this, in milliseconds. */
const patience = 10_000;

const port = Number(process.argv[2]);
const visitors: Visitor[] = [];

const join = async (): Promise<Visitor> => {
	const client = await connect({port});
	const channel = await new Promise<ClientChannel>((resolve, reject) => {
		client.shell(size, (error, opened) => (error ? reject(error) : resolve(opened)));
	});
	await once(channel, 'data');
	channel.resume();
	return {client, channel};
};

const inParallel = async (count: number, act: () => Promise<void>) => {
	let left = count;
	const work = async () => {
		while (left > 0) {
			left--;
			await act();
		}
	};
	await Promise.all(Array.from({length: parallel}, work));
};

/* A key a second on average, until some time has passed. */
const press = async ({channel}: Visitor, end: number, latencies: number[]) => {
	await pause(Math.random() * 1000);
	for (let down = true; performance.now() < end; down = !down) {
		const pressed = performance.now();
		const answered = once(channel, 'data');
		channel.write(down ? 'j' : 'k');
		const timer = new AbortController();
		await Promise.race([
			answered,
			pause(patience, undefined, {signal: timer.signal}).catch(() => {}),
		]);
		timer.abort();
		latencies.push(performance.now() - pressed);
		await pause(500 + Math.random() * 1000);
	}
};

const leave = async ({client}: Visitor) => {
	const closed = once(client, 'close');
	client.end();
	await closed;
};

const acts: {
	readonly [Name in keyof Orders]: (ask: Orders[Name]['ask']) => Promise<Orders[Name]['answer']>;
} = {
	join: async ({visitors: count}) => {
		const started = performance.now();
		await inParallel(count, async () => void visitors.push(await join()));
		return {time: performance.now() - started};
	},
	press: async ({time}) => {
		const latencies: number[] = [];
		const end = performance.now() + time;
		await Promise.all(visitors.map(visitor => press(visitor, end, latencies)));
		return {latencies};
	},
	leave: async () => {
		await Promise.all(visitors.splice(0).map(leave));
		return {};
	},
	/* In, and out again by the key that quits. */
	visit: async ({visits}) => {
		await inParallel(visits, async () => {
			const {client, channel} = await join();
			const closed = once(client, 'close');
			channel.write('q');
			await Promise.race([once(channel, 'close'), closed]);
			client.end();
			await closed;
		});
		return {};
	},
};

process.on('message', async ({name, ask}: {name: keyof Orders; ask: never}) => {
	try {
		process.send?.({answer: await acts[name](ask)});
	} catch (error) {
		process.send?.({failure: `${name}: ${error}`});
	}
});
