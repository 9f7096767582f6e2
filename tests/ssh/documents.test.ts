import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {flagOf, settingNames, settings, variableOf} from '../../source/ssh/settings.ts';
import {run} from './client.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

describe('docs/ssh.md', () => {
	it.each(settingNames)('documents %s as in the table of settings', async name => {
		const {secret, fallback, summary} = settings[name];
		const shown = secret ? variableOf(name) : `--${flagOf(name)}`;
		const usual = fallback === '' ? '–' : `\`${fallback}\``;
		expect(await read('docs/ssh.md')).toContain(`| \`${shown}\` | ${usual} | ${summary} |\n`);
	});

	it('documents no setting that does not exist', async () => {
		const rows = (await read('docs/ssh.md')).match(/^\| `[^|]*\|/gm) ?? [];
		expect(rows).toHaveLength(settingNames.length);
	});
});

it('the unit’s exposure level is at most 2.0', {tags: 'systemd'}, async () => {
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

it('deploy/ uses only settings that exist', async () => {
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

/* sshd.test.ts has all of it behind a real sshd, where there is one. */
it.each([['-oProxyCommand=touch /tmp/x'], [' -E/tmp/x'], ['--']])(
	'the relay refuses %j, which ssh would take for an option',
	async command => {
		const {code, stdout, stderr} = await run([path('deploy/sshd/resume-relay')], {
			env: {PATH: process.env.PATH, SSH_ORIGINAL_COMMAND: command},
		});
		expect(stderr).toBe(
			'usage: ssh <host> [section [entry]] [format]: commands must not begin with "-". Try "help"\n',
		);
		expect(stdout).toBe('');
		expect(code).toBe(2);
	},
);
