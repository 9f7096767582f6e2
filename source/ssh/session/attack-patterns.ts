/*
What bots run once they are in, as honeypots record it. A typing error, or a program that looks
for rsync, git or a shell, must match none of these: fail2ban bans for a few matches. Each is
tried on up to 4 KiB from a stranger, so none may take long.
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

const longestCommand = 4096;

/** @returns the name of the attack that a command is known from. */
export const attackPattern = (command: string): string | undefined => {
	const text = command.slice(0, longestCommand);
	return patterns.find(([, pattern]) => pattern.test(text))?.[0];
};
