import {Resolver, lookup as systemLookup} from 'node:dns';
import type {LookupFunction} from 'node:net';

/** Milliseconds for a name server's first chance, and how many it has; the second is twice as long. */
const patience = {timeout: 1500, tries: 2};

/* These never come from a name server. */
const isLocal = (hostname: string) => /^(?:.+\.)?localhost\.?$/i.test(hostname);

/* Whatever is answered: the system may know better, as from its hosts file. */
const isAnswered = (hostname: string, family: 4 | 6): Promise<boolean> =>
	new Promise(resolve => {
		const resolver = new Resolver(patience);
		const end = (error: NodeJS.ErrnoException | null) => resolve(error?.code !== 'ETIMEOUT');
		if (family === 4) {
			resolver.resolve4(hostname, end);
		} else {
			resolver.resolve6(hostname, end);
		}
	});

/**
Finds a host's addresses as the system does, of the families that name servers answer for.

The system's lookup holds a thread until it gives up, which takes 10 seconds and more where packets
are dropped. Nothing can cancel that, and no process ends before. So questions that can be given up
go first; some name servers drop those for IPv6 alone.
*/
export const lookup: LookupFunction = (hostname, options, callback) => {
	if (isLocal(hostname)) {
		systemLookup(hostname, options, callback);
		return;
	}

	void Promise.all([isAnswered(hostname, 4), isAnswered(hostname, 6)]).then(([four, six]) => {
		if (four && six) {
			systemLookup(hostname, options, callback);
		} else if (four || six) {
			systemLookup(hostname, {...options, family: four ? 4 : 6}, callback);
		} else {
			callback(Object.assign(new Error('no name server answers'), {code: 'ETIMEOUT'}), []);
		}
	});
};
