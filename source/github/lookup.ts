import {Resolver, lookup as systemLookup} from 'node:dns';
import type {LookupFunction} from 'node:net';

/** Milliseconds for a name server's first chance, and how many it has; the second is twice as long. */
const patience = {timeout: 2000, tries: 2};

/* These never come from a name server. */
const isLocal = (hostname: string) => /^(?:.+\.)?localhost\.?$/i.test(hostname);

/**
Finds a host's addresses as the system does, but only where name servers answer at all.

The system's lookup holds a thread until it gives up, which takes 10 seconds and more where packets
are dropped. Nothing can cancel that, and no process ends before. So a question that can be given up
goes first. What is answered does not matter: the system may know better, as from its hosts file.
*/
export const lookup: LookupFunction = (hostname, options, callback) => {
	const ask = () => systemLookup(hostname, options, callback);
	if (isLocal(hostname)) {
		ask();
		return;
	}

	new Resolver(patience).resolve4(hostname, error => {
		if (error?.code === 'ETIMEOUT') {
			callback(error, []);
		} else {
			ask();
		}
	});
};
