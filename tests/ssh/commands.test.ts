/* @module-tag ssh */
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type FormatId, formats} from '../../source/formats/index.ts';
import {render} from '../../source/formats/render.ts';
import {bundledProfile} from '../../source/profile/bundled.ts';
import {sectionList, sections} from '../../source/resume/sections.ts';
import {run, ssh, sshOptions, sshScreen} from './client.ts';
import {type Server, startServer} from './server.ts';

let server: Server;
beforeAll(async () => {
	server = await startServer({'connection-rate': 1000});
});
afterAll(() => server.stop());

const printed = (format: FormatId, section?: 'work', entry?: number) =>
	render(bundledProfile, {...(section && {section}), ...(entry !== undefined && {entry})}, format, {
		width: 80,
	});

describe('without a terminal', () => {
	it.each(Object.keys(formats) as FormatId[])('prints %s, byte for byte', async format => {
		expect(await ssh(server, 'work', format)).toEqual({
			code: 0,
			stdout: printed(format, 'work'),
			stderr: '',
		});
		expect((await ssh(server, format)).stdout).toContain('Abrar');
	});

	it.each(sectionList.map(({id}) => id))('prints the section %s as text', async id => {
		const {code, stdout} = await ssh(server, id);
		expect(code).toBe(0);
		expect(stdout).not.toContain('\u001B');
		expect(stdout).not.toContain('\r');
		expect(stdout.length).toBeGreaterThan(20);
	});

	it('prints one entry', async () => {
		expect((await ssh(server, 'work', '2')).stdout).toBe(printed('text', 'work', 2));
		expect((await ssh(server, 'work', '2', 'json')).stdout).toBe(printed('json', 'work', 2));
	});

	it('prints all of it for ssh -T', async () => {
		const shell = await run(['ssh', '-T', ...sshOptions(server), 'anyone@127.0.0.1']);
		expect(shell).toMatchObject({code: 0, stderr: ''});
		for (const {title} of sections(bundledProfile)) {
			expect(shell.stdout).toContain(title);
		}

		expect(shell.stdout).not.toContain('\u001B');
	});

	it('lists the commands in its help', async () => {
		const {code, stdout} = await ssh(server, 'help');
		expect(code).toBe(0);
		for (const word of [
			...sectionList.map(({id}) => id),
			...Object.keys(formats),
			'privacy',
			'fingerprint',
		]) {
			expect(stdout).toContain(`  ${word} `);
		}
	});

	it('prints what it sees and keeps', async () => {
		const {code, stdout} = await ssh(server, 'privacy');
		expect(code).toBe(0);
		expect(stdout).toContain('nothing on disk');
	});

	it('prints the same fingerprint as ssh-keygen', async () => {
		const {stdout} = await ssh(server, 'fingerprint');
		const known = await run(['ssh-keygen', '-lf', `${server.folder}/ssh_host_ed25519_key`]);
		expect(known.stdout).toContain(stdout.split(' ')[0]);
		expect(server.stderr()).toContain(stdout.split(' ')[0]);
		const records = await run([
			'ssh-keygen',
			'-r',
			'host',
			'-f',
			`${server.folder}/ssh_host_ed25519_key`,
		]);
		const sshfp = /SSHFP (4 2 \w+)/.exec(server.stderr())?.[1];
		expect(records.stdout).toContain(sshfp);
	});
});

describe('unknown commands', () => {
	it.each([
		['wrok'],
		['uname -a'],
		['--help'],
		['-oProxyCommand=id'],
		['sh -c "echo hi"'],
		['exec sh -c \'eval "$(command -v base64)"\' # kitten ssh bootstrap'],
		['cat /etc/passwd; id'],
		['work 99'],
		['x'.repeat(5000)],
		['\u001B[2Jwork'],
	])('answers %j with one line and exit code 2', async words => {
		const {code, stdout, stderr} = await ssh(server, words);
		expect(code).toBe(2);
		expect(stdout).toBe('');
		expect(stderr).toMatch(/^usage: ssh <host> [^\n\u001B]{1,300}\n$/);
	});

	it('suggests the command that was meant', async () => {
		expect((await ssh(server, 'wrok')).stderr).toContain('did you mean "work"?');
	});

	it('reports them on a terminal, too', async () => {
		const screen = sshScreen(server, {words: ['nonsense']});
		expect(await screen.exit()).toBe(2);
		expect(screen.lines()[0]).toMatch(/^usage: ssh <host>/);
	});
});

describe('on a terminal', () => {
	it('prints the line endings that a raw terminal needs', async () => {
		const screen = sshScreen(server, {words: ['focus', 'text']});
		expect(await screen.exit()).toBe(0);
		expect(screen.bytes()).not.toMatch(/[^\r]\n/);
	});
});

it('refuses forwarding and environment variables', async () => {
	const forwarded = await run([
		'ssh',
		'-T',
		...sshOptions(server),
		'-oExitOnForwardFailure=yes',
		'-R0:127.0.0.1:9',
		'anyone@127.0.0.1',
	]);
	expect(forwarded.code).not.toBe(0);
	const withVariables = await run(
		['ssh', ...sshOptions(server), '-oSendEnv=*', 'anyone@127.0.0.1', 'focus'],
		{env: {...process.env, LD_PRELOAD: 'evil.so', SECRET: 'tell no one'}},
	);
	expect(withVariables.code).toBe(0);
	expect(server.lines.join('\n')).not.toContain('tell no one');
});
