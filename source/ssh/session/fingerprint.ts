/**
@param fingerprint - As OpenSSH shows it: `SHA256:…`.
*/
export const fingerprintText = (fingerprint: string): string =>
	[
		`${fingerprint} (ED25519)`,
		'',
		'This is what your client should have shown when it first asked whether to trust this server.',
		'A forger would tell you their own here, so compare it with the one published elsewhere.',
		'',
	].join('\n');
