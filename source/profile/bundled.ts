import data from '../../data/profile.json' with {type: 'json'};
import type {Profile} from './schema.ts';

/**
The profile that is shipped. It is validated when it is built and tested, not at each visitor's
start: the validator never reaches them unless they bring a profile of their own.
*/
export const bundledProfile: Profile = data;
