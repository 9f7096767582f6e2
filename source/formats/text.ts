import {layoutSection} from '../layout/blocks.ts';
import {decoration, type Line, lineText} from '../layout/line.ts';
import {wrap} from '../layout/wrap.ts';
import type {Format} from './format.ts';
import {knownOnly} from './known.ts';

/**
Plain text, for pipes, dumb terminals and screen readers: the same lines as on the screen, under a
header with the name.
*/
export const text: Format = ({profile, sections, whole}, {width, screenReader}) => {
	const options = {width, badgeColors: false, screenReader};
	const header: readonly Line[] = [
		...wrap([{text: profile.name, role: 'title'}], width),
		...wrap([{text: profile.headline.parts.join(' · '), role: 'text'}], width),
		[decoration('─'.repeat(width))],
		[],
	];
	const lines = [
		...(whole ? header : []),
		...knownOnly(sections).flatMap((section, index): readonly Line[] => [
			...(index === 0 ? [] : [[], []]),
			...layoutSection(section, options),
		]),
	];
	return `${lines.map(lineText).join('\n')}\n`;
};
