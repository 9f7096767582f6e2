import type {Line} from '../layout/line.ts';

/** A horizontal rule. */
export const rule = (columns: number): Line => [
	{text: '─'.repeat(Math.max(0, columns)), role: 'rule', decoration: true},
];
