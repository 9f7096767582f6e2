import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Package} from './pack.ts';

/**
Serves packages to npm on a free port of 127.0.0.1, so that what is measured is npm and the package,
and no network.

@returns its URL.
*/
export const startRegistry = async (packages: readonly Package[]): Promise<string> => {
	const files = new Map<string, {readonly body: Buffer; readonly type: string}>();
	const server = createServer(({url = ''}, response) => {
		const file = files.get(url);
		response.writeHead(file ? 200 : 404, {
			'content-type': file?.type ?? 'text/plain',
			/* As the public registry says it of each. */
			'cache-control': url.endsWith('.tgz')
				? 'public, immutable, max-age=31557600'
				: 'public, max-age=300',
		});
		response.end(file?.body);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	for (const {manifest, tarball} of packages) {
		const {name, version} = manifest;
		const body = await readFile(tarball);
		const path = `/${name}/-/${name}-${version}.tgz`;
		const integrity = `sha512-${createHash('sha512').update(body).digest('base64')}`;
		const versions = {[version]: {...manifest, dist: {tarball: `${origin}${path}`, integrity}}};
		const document = {name, 'dist-tags': {latest: version}, versions};
		files.set(path, {body, type: 'application/octet-stream'});
		files.set(`/${name}`, {body: Buffer.from(JSON.stringify(document)), type: 'application/json'});
	}

	return origin;
};
