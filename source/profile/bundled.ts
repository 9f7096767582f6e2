import data from '../../data/profile.json' with {type: 'json'};
import type {Profile} from './schema.ts';

/**
The profile that is bundled. It is validated at build time rather than at each start, so the validator is
loaded only for `--profile`.
*/
export const bundledProfile: Profile = data;
