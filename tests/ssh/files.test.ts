/* @module-tag ssh */
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {formats} from '../../source/formats/index.ts';
import {run, ssh, sshOptions} from './client.ts';
import {type Server, startServer, until} from './server.ts';

let server: Server;
let folder: string;
beforeAll(async () => {
	server = await startServer({'connection-rate': 1000});
	/* Until it is known that there are no statistics; otherwise some files would have them and others not. */
	await until(async () => server.events().some(({event}) => event === 'statistics-setback'));
	folder = await mkdtemp(join(tmpdir(), 'resume-files-'));
});
afterAll(async () => {
	await server.stop();
	await rm(folder, {recursive: true, force: true});
});

/* What `ssh <host> <format>` prints is what the file holds. */
const formatOf = new Map<string, string>(
	Object.entries(formats).map(([format, {fileName}]) => [fileName, format]),
);

const names = [...formatOf.keys()];

const expected = async (name: string) => (await ssh(server, formatOf.get(name) ?? '')).stdout;

const sftp = (commands: string) =>
	run(['sftp', '-b', '-', ...sshOptions(server), 'anyone@127.0.0.1'], {input: commands});

it.each([['-s'], ['-O']])('serves every file to scp %s', async flag => {
	for (const name of names) {
		const target = join(folder, `${flag}${name}`);
		const {code, stderr} = await run([
			'scp',
			flag,
			'-q',
			...sshOptions(server),
			`anyone@127.0.0.1:${name}`,
			target,
		]);
		expect(stderr).toBe('');
		expect(code).toBe(0);
		expect(await readFile(target, 'utf8')).toEqual(await expected(name));
	}
});

it.each(["scp -f '/resume.txt'", 'scp -f "/resume.txt"'])(
	'serves a file whose path is quoted for a shell, as by curl: %s',
	async command => {
		const {code, stdout} = await run(['ssh', ...sshOptions(server), 'anyone@127.0.0.1', command], {
			input: '\0\0\0',
		});
		expect(code).toBe(0);
		expect(stdout).toContain(await expected('resume.txt'));
	},
);

it('sends a file’s times to a client that requests them', async () => {
	const {stdout} = await run(
		['ssh', ...sshOptions(server), 'anyone@127.0.0.1', "scp -pf '/resume.txt'"],
		{input: '\0\0\0\0'},
	);
	expect(stdout).toMatch(/^T\d{10} 0 \d{10} 0\nC0444 \d+ resume\.txt\n/);
});

it('lists them to sftp', async () => {
	const {code, stdout} = await sftp('ls -l\nls /\n');
	expect(code).toBe(0);
	for (const name of names) {
		expect(stdout).toContain(name);
	}
});

it('gets a file by sftp', async () => {
	const target = join(folder, 'by-sftp');
	const {code} = await sftp(`get /resume.txt ${target}\n`);
	expect(code).toBe(0);
	expect(await readFile(target, 'utf8')).toEqual(await expected('resume.txt'));
});

it.each([
	['put /etc/hostname'],
	['put /etc/hostname resume.txt'],
	['rm resume.txt'],
	['mkdir folder'],
	['rmdir /'],
	['rename resume.txt cv.txt'],
	['chmod 777 resume.txt'],
	['symlink resume.txt link'],
	['get /etc/passwd'],
	['get ../../etc/passwd'],
	['get resume.txt/../../etc/passwd'],
	['cd /etc'],
])('refuses "%s"', async command => {
	const {code, stderr} = await sftp(`${command}\n`);
	expect(code).not.toBe(0);
	expect(stderr).toMatch(/not found|denied|No such file|Failure|Couldn't|Can't|remote|dest open/i);
});

it.each([['-s'], ['-O']])('refuses an upload by scp %s', async flag => {
	const source = join(folder, 'upload');
	await writeFile(source, 'mine');
	const {code, stderr} = await run([
		'scp',
		flag,
		'-q',
		...sshOptions(server),
		source,
		'anyone@127.0.0.1:resume.txt',
	]);
	expect(code).not.toBe(0);
	expect(stderr).toMatch(/read-only|denied/i);
});

it.each([['-s'], ['-O']])('reports a missing file to scp %s', async flag => {
	const {code, stderr} = await run([
		'scp',
		flag,
		'-q',
		...sshOptions(server),
		'anyone@127.0.0.1:/etc/passwd',
		join(folder, 'no'),
	]);
	expect(code).not.toBe(0);
	expect(stderr).toMatch(/no such file/i);
});
