/*
`npm run dev [-- <words and flags>]`: shows the screen, and builds and restarts it when a source or data
file changes. Quitting the screen ends it.
*/
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {watch} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Milliseconds: saving one file can be several changes. */
const debounceDelay = 100;

let screen: ChildProcess | undefined;

const node = (...args: readonly string[]) =>
	spawn(process.execPath, args, {cwd: root, stdio: 'inherit'});

const stop = async () => {
	const stopped = screen;
	screen = undefined;
	if (stopped !== undefined && stopped.exitCode === null && stopped.signalCode === null) {
		stopped.kill();
		await once(stopped, 'exit');
	}
};

const restart = async () => {
	await stop();
	const [failed] = await once(node('source/build/build.ts'), 'exit');
	if (failed) {
		console.error('dev: waiting for a change');
		return;
	}

	const started = node('dist/cli.js', ...process.argv.slice(2));
	screen = started;
	started.once('exit', code => {
		if (screen !== started) {
			return;
		}

		if (code === 0) {
			process.exit();
		}

		console.error('dev: waiting for a change');
	});
};

let isBuilding = false;
let isChanged = false;
const update = async () => {
	if (isBuilding) {
		return;
	}

	isBuilding = true;
	while (isChanged) {
		isChanged = false;
		await restart();
	}

	isBuilding = false;
};

let timer: NodeJS.Timeout | undefined;
const change = () => {
	isChanged = true;
	clearTimeout(timer);
	timer = setTimeout(update, debounceDelay);
};

for (const folder of ['source', 'data']) {
	watch(`${root}${folder}`, {recursive: true}, change);
}

process.once('SIGTERM', async () => {
	await stop();
	process.exit(128 + 15);
});
change();
