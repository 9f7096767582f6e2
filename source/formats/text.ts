import type {Format} from './format.ts';

export const text: Format = () => '';
