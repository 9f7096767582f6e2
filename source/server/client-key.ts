import ipaddr from 'ipaddr.js';

/**
The key for a client's limits: its IPv4 address, or the /64 network of its IPv6 address, since one
household or one attacker has 2⁶⁴ of those.

@param address - A valid address, in any notation. IPv4-mapped IPv6 counts as IPv4.
*/
export const clientKey = (address: string): string => {
	/* A zone can have any name, and ipaddr.js accepts only some. */
	const [withoutZone = ''] = address.split('%');
	const parsed = ipaddr.process(withoutZone);
	if (parsed instanceof ipaddr.IPv4) {
		return parsed.toString();
	}

	const network = parsed.parts.slice(0, 4).map(group => group.toString(16));
	return `${network.join(':')}::/64`;
};
