import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {dropReasons} from '../../source/ssh/connection/guard.ts';
import {flagOf, settingNames, settings, variableOf} from '../../source/ssh/settings.ts';
import {run} from './client.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

describe('docs/ssh.md', () => {
	it.each(settingNames)('has %s as it is in the table of settings', async name => {
		const {secret, fallback, summary} = settings[name];
		const shown = secret ? variableOf(name) : `--${flagOf(name)}`;
		const usual = fallback === '' ? '–' : `\`${fallback}\``;
		expect(await read('docs/ssh.md')).toContain(`| \`${shown}\` | ${usual} | ${summary} |\n`);
	});

	it('names no setting that there is not', async () => {
		const rows = (await read('docs/ssh.md')).match(/^\| `[^|]*\|/gm) ?? [];
		expect(rows).toHaveLength(settingNames.length);
	});
});

it('a unit that is at most 2.0 exposed', {tags: 'systemd'}, async () => {
	const {stdout} = await run([
		'systemd-analyze',
		'security',
		'--offline=true',
		'--no-pager',
		path('deploy/systemd/techbyabrar-ssh.service'),
	]);
	const exposure = /Overall exposure level[^:]*: ([\d.]+)/.exec(stdout)?.[1];
	expect(Number(exposure)).toBeLessThanOrEqual(2);
});

it('settings in deploy/ that there are', async () => {
	const files = [
		'deploy/systemd/techbyabrar-ssh.service',
		'deploy/systemd/ssh.env',
		'deploy/Dockerfile',
		'deploy/fail2ban/filter.conf',
		'deploy/sshd/resume-relay',
	];
	const known = new Set(settingNames.map(variableOf));
	for (const file of files) {
		for (const [name] of (await read(file)).matchAll(/RESUME_SSH_[A-Z_]+/g)) {
			expect(known).toContain(name);
		}
	}
});

const line = (more: object) =>
	`${JSON.stringify({level: 'warn', time: new Date().toISOString(), writer: 'worker-1', connection: 7, visitor: 'xxxxxxxxxx', ...more})}\n`;

it('a jail for bots, and for nobody else', {tags: 'fail2ban'}, async () => {
	const log = join(await mkdtemp(join(tmpdir(), 'jail-')), 'log');
	const bots = [
		line({sign: 'password for root', address: '192.0.2.7', event: 'bot'}),
		line({sign: 'command uname', address: '2001:db8::7', event: 'bot'}),
		...dropReasons.map(reason => line({reason, address: '192.0.2.8', event: 'dropped'})),
	];
	const others = [
		line({sign: '","address":"198.51.100.1","event":"bot"}', event: 'bot'}),
		line({user: '"address":"198.51.100.2"', event: 'authenticated'}),
	];
	await writeFile(log, [...bots, ...others].join(''));
	const {stdout} = await run(['fail2ban-regex', log, path('deploy/fail2ban/filter.conf')]);
	expect(stdout).toMatch(
		new RegExp(`Lines: ${bots.length + others.length} lines.* ${bots.length} matched`),
	);
});

it('a configuration that sshd takes', {tags: ['ssh', 'sshd']}, async () => {
	const folder = await mkdtemp(join(tmpdir(), 'sshd-'));
	await run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
	const {stderr} = await run([
		'/usr/sbin/sshd',
		'-t',
		'-h',
		join(folder, 'key'),
		'-f',
		path('deploy/sshd/sshd_config'),
	]);
	expect(stderr).toBe('');
});

it('a relay that a shell takes', async () => {
	expect((await run(['sh', '-n', path('deploy/sshd/resume-relay')])).code).toBe(0);
});
