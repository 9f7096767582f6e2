import type {Algorithms} from 'ssh2';

/*
Everything that ssh-audit does not warn about. The first key exchange is added to ssh2 when the
server is bundled.
*/
export const algorithms = {
	kex: [
		'mlkem768x25519-sha256',
		'curve25519-sha256',
		'curve25519-sha256@libssh.org',
	] as unknown as Algorithms['kex'],
	cipher: [
		'aes256-gcm@openssh.com',
		'aes128-gcm@openssh.com',
		'chacha20-poly1305@openssh.com',
		'aes256-ctr',
		'aes128-ctr',
	] as unknown as Algorithms['cipher'],
	hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
	/* Compression would invite decompression bombs, even before authentication. */
	compress: ['none'],
} as Algorithms;
