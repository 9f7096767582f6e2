import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {promisify} from 'node:util';

/* An npm registry of its own, empty, on 127.0.0.1: verdaccio, and the package managers to try it with. */

const tools = ['verdaccio', 'pnpm', 'bun', 'deno', '@yarnpkg/cli-dist'];

/* Verdaccio has no option for a free port; its server has. */
const program = `
const {runServer} = require('verdaccio');
runServer({
	self_path: __dirname,
	storage: __dirname + '/storage',
	auth: {htpasswd: {file: __dirname + '/htpasswd'}},
	packages: {'**': {access: '$all', publish: '$authenticated'}},
	log: {type: 'stdout', format: 'json', level: 'fatal'},
	web: {enable: false},
}).then(server => server.listen(0, '127.0.0.1', () => {
	console.log('http://127.0.0.1:' + server.address().port + '/');
}));
`;

export type Registry = {
	readonly url: string;
	/** What lets its owner publish. */
	readonly token: string;
	/** The folder with the package managers' commands. */
	readonly commands: string;
	close(): void;
};

/** Installs the registry into an empty folder and starts it. */
export const startRegistry = async (folder: string): Promise<Registry> => {
	/* Verdaccio wants a version by its tag, which a mirror of the npm registry may lack. */
	const manifest = {private: true, overrides: {'node-fetch': '^2.7.0'}};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await promisify(execFile)('npm', ['install', '--prefix', folder, ...tools]);
	await writeFile(join(folder, 'registry.cjs'), program);
	const server = spawn(process.execPath, [join(folder, 'registry.cjs')], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [url] = (await once(createInterface({input: server.stdout}), 'line')) as [string];
	const response = await fetch(`${url}-/user/org.couchdb.user:owner`, {
		method: 'PUT',
		headers: {'content-type': 'application/json'},
		body: JSON.stringify({name: 'owner', password: 'owner-of-the-package'}),
	});
	const {token} = (await response.json()) as {readonly token: string};
	return {
		url,
		token,
		commands: join(folder, 'node_modules/.bin'),
		close: () => server.kill(),
	};
};
