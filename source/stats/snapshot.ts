import data from '../../data/stats.json' with {type: 'json'};
import type {Findings} from './metric.ts';
import {readStored} from './schema.ts';

/**
The statistics that are shipped with the program, if they are this user's. Made by
`npm run snapshot`; until it has run, there are none.

@param now - Milliseconds since the epoch.
*/
export const shippedSnapshot = (login: string, now: number): Findings =>
	data.login.toLowerCase() === login.toLowerCase() ? readStored(data.metrics, 'snapshot', now) : {};
