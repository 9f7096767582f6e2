import {isIPv4} from 'node:net';

/* "2001:db8::1" as its eight groups. A part in IPv4's notation stands at the end, if anywhere. */
const groups = (address: string): readonly string[] => {
	const [head = '', tail] = address.split('::');
	const split = (part: string) => (part === '' ? [] : part.split(':'));
	if (tail === undefined) {
		return split(head);
	}

	const length = (part: readonly string[]) => part.length + (part.at(-1)?.includes('.') ? 1 : 0);
	const missing = 8 - length(split(head)) - length(split(tail));
	return [...split(head), ...Array.from({length: Math.max(0, missing)}, () => '0'), ...split(tail)];
};

/**
Whom an address counts as: itself with IPv4, its /64 with IPv6, where one household or one
attacker has 2⁶⁴ of them.

@param address - As a socket or a PROXY header gives it: valid, IPv4-mapped IPv6 included.
*/
export const addressKey = (address: string): string => {
	const [bare = ''] = address.toLowerCase().split('%');
	const mapped = /^(?:::|(?:0+:){5})ffff:(?<v4>\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.groups?.v4;
	if (mapped !== undefined) {
		return mapped;
	}

	if (isIPv4(bare)) {
		return bare;
	}

	const network = groups(bare)
		.slice(0, 4)
		.map(group => Number.parseInt(group, 16).toString(16));
	return `${network.join(':')}::/64`;
};
