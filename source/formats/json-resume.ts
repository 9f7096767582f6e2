import type {Format} from './format.ts';

export const jsonResume: Format = () => '';
