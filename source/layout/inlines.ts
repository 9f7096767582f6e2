import type {Inline} from '../resume/blocks.ts';
import type {Role, Span} from './line.ts';

/** Inline runs as spans; those without an emphasis get the role given. */
export const inlineSpans = (text: readonly Inline[], role: Role = 'text'): readonly Span[] =>
	text.map(part => ({text: part.text, role: part.emphasis ?? role}));
