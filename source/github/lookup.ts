import {Resolver, lookup as systemLookup} from 'node:dns';
import type {LookupFunction} from 'node:net';

/** The first try may take this many milliseconds, the second twice as many. */
const resolverOptions = {timeout: 1500, tries: 2};

/* These are never resolved by a name server. */
const isLocal = (hostname: string) => /^(?:.+\.)?localhost\.?$/i.test(hostname);

/* Whatever the response: the system may know better, such as from its hosts file. */
const nameServerResponds = (hostname: string, family: 4 | 6): Promise<boolean> =>
	new Promise(resolve => {
		const resolver = new Resolver(resolverOptions);
		const end = (error: NodeJS.ErrnoException | null) => resolve(error?.code !== 'ETIMEOUT');
		if (family === 4) {
			resolver.resolve4(hostname, end);
		} else {
			resolver.resolve6(hostname, end);
		}
	});

/**
Looks up a host's addresses as the system does, for the families that name servers respond to.

The system's lookup blocks a thread until it gives up, after 10 seconds or more if packets are dropped.
Nothing can cancel that, and the process cannot exit before. So queries that can time out are sent
first; some name servers drop only those for IPv6.
*/
export const lookup: LookupFunction = (hostname, options, callback) => {
	if (isLocal(hostname)) {
		systemLookup(hostname, options, callback);
		return;
	}

	void Promise.all([nameServerResponds(hostname, 4), nameServerResponds(hostname, 6)]).then(
		([four, six]) => {
			if (four && six) {
				systemLookup(hostname, options, callback);
			} else if (four || six) {
				systemLookup(hostname, {...options, family: four ? 4 : 6}, callback);
			} else {
				callback(Object.assign(new Error('no name server responds'), {code: 'ETIMEOUT'}), []);
			}
		},
	);
};
