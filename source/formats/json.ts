import type {Format} from './format.ts';

export const json: Format = () => '';
