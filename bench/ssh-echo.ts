/* An SSH server on ssh2 that only sends back what is typed: what the protocol alone costs. */
import type {AddressInfo} from 'node:net';
import ssh2 from 'ssh2';

const {private: key} = ssh2.utils.generateKeyPairSync('ed25519');

const server = new ssh2.Server({hostKeys: [key]}, client => {
	(client as unknown as {setNoDelay(on: boolean): void}).setNoDelay(true);
	client.on('error', () => {});
	client.on('authentication', context => context.accept());
	client.on('session', accept => {
		const session = accept();
		session.on('pty', (acceptPty: () => void) => acceptPty?.());
		session.on('shell', acceptShell => {
			const channel = acceptShell();
			channel.on('error', () => {});
			channel.write('ready');
			channel.on('data', (data: Buffer) => {
				if (String(data) === 'q') {
					client.end();
				} else {
					channel.write(data);
				}
			});
		});
	});
});
server.listen(0, '127.0.0.1', () => {
	console.log((server.address() as AddressInfo).port);
});
