import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {
	flagOf,
	readSshSettings as readSettings,
	settingNames,
	settings,
	variableOf,
} from '../../source/ssh/settings.ts';
import {helpText} from '../../source/ssh/settings-help.ts';

it('has a default for everything', () => {
	expect(readSettings([], {})).toMatchObject({port: 2222, workers: 2, address: '127.0.0.1'});
});

it('lets a flag override the file, and the file the environment', async () => {
	const file = join(await mkdtemp(join(tmpdir(), 'settings-')), 'ssh.env');
	await writeFile(file, 'RESUME_SSH_PORT=2\nRESUME_SSH_WORKERS=3\n');
	const environment = {RESUME_SSH_PORT: '1', RESUME_SSH_WORKERS: '1', RESUME_SSH_REKEYS: '7'};
	expect(readSettings(['--port', '9', '--settings', file], environment)).toMatchObject({
		port: 9,
		workers: 3,
		rekeys: 7,
	});
});

it.each([
	[['--prot', '1'], {}, 'unknown flag --prot; did you mean --port? Try --help'],
	[['--port'], {}, '--port needs a value; try --help'],
	[['--port', '70000'], {}, '--port must be a whole number from 0 to 65535'],
	[['--port', '-1'], {}, '--port needs a value; try --help'],
	[['--port=1e3'], {}, '--port must be a whole number from 0 to 65535'],
	[['serve'], {}, 'unexpected argument "serve"; settings are flags: try --help'],
	[['--log-level', 'loud'], {}, '--log-level must be one of debug, info, warn, error'],
	[['--log-bot-addresses', 'yes'], {}, '--log-bot-addresses must be true or false'],
	[[], {RESUME_SSH_PORT: 'x'}, 'RESUME_SSH_PORT must be a whole number from 0 to 65535'],
	[[], {RESUME_SSH_PROT: '1'}, 'unknown variable RESUME_SSH_PROT; did you mean RESUME_SSH_PORT?'],
	[['--settings', '/none'], {}, '--settings /none: cannot be read (ENOENT): check the path'],
	[['--github-token', 'x'], {}, 'unknown flag --github-token'],
	[['--host-key-pem', 'x'], {}, 'unknown flag --host-key-pem'],
])('says what is wrong with %j %j', (words, environment, message) => {
	expect(() => readSettings(words, environment)).toThrow(message);
});

it('documents every setting in the help', () => {
	expect(readSettings(['--help'], {})).toBe('help');
	const help = helpText();
	for (const name of settingNames) {
		expect(help).toContain(variableOf(name));
		expect(help).toContain(settings[name].summary);
		expect(help.includes(`--${flagOf(name)},`)).toBe(!settings[name].secret);
	}
});
