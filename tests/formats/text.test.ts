import {expect, test} from 'vitest';
import {text} from '../../source/formats/text.ts';
import {textWidth} from '../../source/layout/line.ts';
import {resumeOf} from './resume.ts';

test.each([40, 76, 80, 100])('the rule below the header is as wide as the text: %i', width => {
	const lines = text(resumeOf(), {width}).split('\n');
	expect(lines.find(line => line.startsWith('─'))).toBe('─'.repeat(width));
	expect(Math.max(...lines.map(textWidth))).toBe(width);
});
