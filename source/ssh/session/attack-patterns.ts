/*
Commands that bots run once they are logged in, as recorded by honeypots. A typo, or a program that
looks for rsync, git or a shell, must match none of these: fail2ban bans for a few matches. Each is
matched against up to 4 KiB of hostile input, so none may be slow.
*/
const patterns: readonly (readonly [name: string, pattern: RegExp])[] = [
	['download', /\b(?:wget|curl|fetch)\b.*\b(?:https?|ftp):\/\/|\b(?:tftp|ftpget)\s/],
	['busybox', /\bbusybox\b/i],
	['raw socket', /\/dev\/(?:tcp|udp)\//],
	['password change', /\bchpasswd\b/],
	['key installation', /\bchattr\s+[-+]\w|\bssh-(?:rsa|ed25519)\s.*authorized_keys/],
	['history erasure', /\bHIST(?:FILE|SIZE)\b/],
	['encoded script', /\bbase64\s+(?:-d|--decode)\b.*\|\s*(?:\/[\w/]+\/)?(?:ba)?sh\b/],
	['escaped echo', /\becho\s+-[a-z]{1,3}\s+["']?\\x/],
	['system survey', /\buname(?:\s+-\w){3}|\/proc\/cpuinfo|^\/ip cloud print/],
	['miner', /\bxmrig\b|stratum\+tcp:/],
];

const maxCommandLength = 4096;

/** @returns the name of the attack that a command belongs to. */
export const attackPattern = (command: string): string | undefined => {
	const text = command.slice(0, maxCommandLength);
	return patterns.find(([, pattern]) => pattern.test(text))?.[0];
};
