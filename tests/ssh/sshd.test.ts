import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Outcome, type ScreenOptions, sshOptions, sshScreen} from './client.ts';
import {connect} from './raw-client.ts';
import {type Server, until} from './server.ts';
import {type Sshd, startRelayedServer, startSshd, timeout, visitorAddress} from './sshd.ts';

describe('behind sshd', {timeout: 120_000, tags: ['sshd', 'ssh']}, () => {
	let server: Server;
	let sshd: Sshd;
	/** A visitor who logs in and then requests nothing. */
	let idle: Promise<Outcome>;
	beforeAll(async () => {
		server = await startRelayedServer();
		sshd = await startSshd(server);
		idle = sshd.run(['ssh', '-N', ...sshd.options, sshd.destination]);
	});
	afterAll(async () => {
		await sshd?.stop();
		await server?.stop();
	});

	/** Without sshd in between. */
	const direct = (...words: readonly string[]) =>
		sshd.run(['ssh', ...sshOptions(server), 'anyone@127.0.0.1', ...words]);
	const screen = (more: ScreenOptions = {}) =>
		sshScreen(sshd, {destination: sshd.destination, ...more});
	const sftp = (commands: string) =>
		sshd.run(['sftp', '-b', '-', ...sshd.options, sshd.destination], commands);
	const scp = (flag: string, from: string, to: string) =>
		sshd.run(['scp', flag, '-q', ...sshd.options, from, to]);

	it.each([
		['work'],
		['work', '2', 'markdown'],
		['json'],
		['html'],
		['help'],
		['fingerprint'],
		['wrok'],
		['work', '99'],
	])('answers %s %s %s as the server does: output, error and exit code', async (...words) => {
		expect(await sshd.ssh(...words)).toEqual(await direct(...words));
	});

	it('prints everything for ssh -T, without a word about a home directory', async () => {
		const shell = await sshd.run(['ssh', '-T', ...sshd.options, sshd.destination]);
		expect(shell).toMatchObject({code: 0, stderr: ''});
		expect(shell.stdout).toContain('Abrar');
	});

	it('shows the screen, at the size of the visitor’s terminal, and ends with it', async () => {
		const visitor = screen({columns: 100, rows: 30});
		await visitor.shows('❯ About', timeout);
		visitor.press('\u001B[B');
		await visitor.shows('❯ Focus', timeout);
		visitor.resize(60, 20);
		await until(
			() => visitor.lines().every(line => line.length <= 60) && visitor.text().includes('Focus'),
			timeout,
		);
		expect(visitor.bytes()).not.toContain('chdir');
		visitor.press('q');
		expect(await visitor.exit(timeout)).toBe(0);
		expect(visitor.isAlternate()).toBe(false);
	});

	it('starts the screen where ssh -t says', async () => {
		const visitor = screen({words: ['work', '2']});
		await visitor.shows('❯ Selected Work', timeout);
		visitor.press('\u0003');
		await visitor.exit(timeout);
	});

	it('passes on the exit code of an unknown command with ssh -t', async () => {
		const visitor = screen({words: ['nonsense']});
		expect(await visitor.exit(timeout)).toBe(2);
		expect(visitor.lines()[0]).toMatch(/^usage: ssh <host>/);
	});

	it.each([
		['COLORTERM', 'truecolor', /\u001B\[[\d;]*38;5;/],
		['NO_COLOR', '1', /Abraham(?![\s\S]*\u001B\[[\d;]*[39][1-7]m)/],
	])('passes on %s, which says how to show text', async (name, value, shows) => {
		const look = async (env: Record<string, string>) => {
			const visitor = screen({term: 'xterm', env, flags: [`-oSendEnv=${name}`]});
			await visitor.shows('About', timeout);
			visitor.press('q');
			await visitor.exit(timeout);
			return visitor.bytes();
		};
		expect(await look({[name]: value})).toMatch(shows);
		expect(await look({})).not.toMatch(shows);
	});

	it.each([['-s'], ['-O']])('serves files to scp %s, and accepts none', async flag => {
		const target = join(sshd.folder, `resume${flag}.md`);
		expect(await scp(flag, `${sshd.destination}:resume.md`, target)).toEqual({
			code: 0,
			stdout: '',
			stderr: '',
		});
		expect(await readFile(target, 'utf8')).toBe((await direct('markdown')).stdout);

		const missing = await scp(flag, `${sshd.destination}:/etc/passwd`, target);
		expect(missing.stderr).toMatch(/no such file/i);
		expect(missing.code).not.toBe(0);

		const source = join(sshd.folder, 'upload');
		await writeFile(source, 'mine');
		const upload = await scp(flag, source, `${sshd.destination}:resume.md`);
		expect(upload.stderr).toMatch(/read-only|denied/i);
		expect(upload.code).not.toBe(0);
	});

	it('lists and serves files to sftp', async () => {
		const target = join(sshd.folder, 'by-sftp');
		const {code, stdout, stderr} = await sftp(`ls -l\nget resume.txt ${target}\n`);
		expect(stderr).toBe('');
		expect(code).toBe(0);
		expect(stdout).toContain('resume.json');
		expect(await readFile(target, 'utf8')).toBe((await direct('text')).stdout);
	});

	it.each([
		['put /etc/hostname'],
		['rm resume.txt'],
		['mkdir folder'],
		['get /etc/passwd'],
		['ls /etc'],
	])('refuses "%s" by sftp', async command => {
		const {code, stderr} = await sftp(`${command}\n`);
		expect(code).not.toBe(0);
		expect(stderr).toMatch(/not found|denied|Failure|Couldn't|Can't|dest open/i);
	});

	it.each([
		['-R', ['-R', '0:127.0.0.1:22', '-oExitOnForwardFailure=yes', '-N']],
		['-W', ['-W', '127.0.0.1:22']],
		['-w', ['-oTunnel=yes', '-w', 'any', '-oExitOnForwardFailure=yes', '-N']],
		['another subsystem', ['-s']],
	])('refuses %s', async (what, flags) => {
		const {code, stdout} = await sshd.run([
			'ssh',
			...flags,
			...sshd.options,
			sshd.destination,
			...(what === 'another subsystem' ? ['netconf'] : []),
		]);
		expect(stdout).toBe('');
		expect(code).not.toBe(0);
	});

	it('gives this account access to nothing else, and changes nothing for others', async () => {
		const own = await sshd.settings();
		for (const line of [
			'authenticationmethods none',
			'pubkeyauthentication no',
			'disableforwarding yes',
			'allowtcpforwarding no',
			'allowstreamlocalforwarding no',
			'allowagentforwarding no',
			'x11forwarding no',
			'permittunnel no',
			'permituserrc no',
			`forcecommand ${sshd.folder}/bin/resume-relay`,
		]) {
			expect(own).toContain(`${line}\n`);
		}

		expect(own.match(/^acceptenv .*$/gm)).toEqual(
			['LANG', 'LC_ALL', 'LC_CTYPE', 'COLORTERM', 'NO_COLOR', 'TERM_PROGRAM'].map(
				name => `acceptenv ${name}`,
			),
		);
		const others = await sshd.settings('root');
		expect(others).toContain('permitemptypasswords no\n');
		expect(others).toContain('authenticationmethods any\n');
		expect(others).toContain('forcecommand none\n');
		expect(others).toContain('loglevel INFO\n');
	});

	it('says in `privacy` what sshd records', async () => {
		const {stdout} = await sshd.ssh('privacy');
		expect(stdout.endsWith((await direct('privacy')).stdout)).toBe(true);
		expect(stdout).toMatch(/sshd[\s\S]*your address[\s\S]*wtmp/);
		expect((await sshd.ssh('  privacy ')).stdout).toBe(stdout);
	});

	it('logs no address, however a visit ends', async () => {
		await sshd.ssh('work');
		const killed = screen();
		await killed.shows('About', timeout);
		killed.kill();
		await killed.exit(timeout);
		for (const password of [undefined, 'hunter2']) {
			const options = {localAddress: visitorAddress};
			const client = await connect(sshd, {username: sshd.account, password}, options).catch(
				() => undefined,
			);
			expect(client === undefined).toBe(password !== undefined);
			client?.destroy();
		}

		/* Other users are logged; once this one is, the sessions before would be, too. */
		await sshd.run(['ssh', ...sshd.options, '-oBatchMode=yes', 'nobody-here@127.0.0.1']);
		await until(() => sshd.log().includes('nobody-here'), timeout);
		const lines = sshd
			.log()
			.split('\n')
			.filter(line => !/nobody-here/.test(line));
		expect(lines.join('\n')).not.toContain(visitorAddress);
		expect(server.lines.join('\n')).not.toContain(visitorAddress);
	});

	it('disconnects clients that log in and request nothing', async () => {
		expect((await idle).code).toBe(255);
	});

	it('says in one line that the server is down', async () => {
		await server.stop();
		const {code, stdout, stderr} = await sshd.ssh('work');
		expect(code).toBe(255);
		expect(stdout).toBe('');
		expect(stderr).toMatch(/^[^\n]*refused[^\n]*\n$/i);
	});
});
