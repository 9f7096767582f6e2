import '../terminal/rich-output.ts';
import chalk from 'chalk';
import type {Line, Span} from '../layout/line.ts';
import {theme} from './theme.ts';

const paintSpan = ({text, role, url}: Span): string => {
	const {color, bold, italic, underline} = theme[role];
	const styles = [
		color === undefined ? undefined : chalk.hex(color),
		bold ? chalk.bold : undefined,
		italic ? chalk.italic : undefined,
		underline ? chalk.underline : undefined,
	];
	const painted = styles.reduce((styled, style) => style?.(styled) ?? styled, text);
	return url === undefined ? painted : `\u001B]8;;${url}\u0007${painted}\u001B]8;;\u0007`;
};

/** A line as a text with escape sequences, for what is written without Ink. */
export const paint = (line: Line): string => line.map(paintSpan).join('');
