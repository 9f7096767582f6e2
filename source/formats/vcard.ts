import type {Format} from './format.ts';

export const vcard: Format = () => '';
