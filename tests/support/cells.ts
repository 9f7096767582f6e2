import type xterm from '@xterm/headless';

/* What a terminal shows, cell by cell: characters, colors, styles and links. */

type Cell = NonNullable<ReturnType<xterm.IBuffer['getNullCell']>> & {
	/* Internal: where the emulator keeps the number of a hyperlink. */
	readonly hasExtendedAttrs: () => number;
	readonly extended: {readonly urlId: number};
};

type Internals = {
	readonly _core: {
		readonly _oscLinkService: {getLinkData: (id: number) => {uri: string} | undefined};
	};
};

const linkOf = (terminal: xterm.Terminal, cell: Cell): string => {
	const id = cell.hasExtendedAttrs() ? cell.extended.urlId : 0;
	const {_oscLinkService} = (terminal as unknown as Internals)._core;
	return id ? (_oscLinkService.getLinkData(id)?.uri ?? '') : '';
};

/* Of a blank, only the background and what lies on it is seen. */
const describeCell = (terminal: xterm.Terminal, cell: Cell): string => {
	const text = cell.getChars() || (cell.getWidth() === 0 ? '' : ' ');
	const isBlank = text === ' ' && !cell.isUnderline() && !cell.isInverse();
	const background = [cell.getBgColorMode(), cell.getBgColor(), cell.isInverse()];
	const foreground = isBlank
		? []
		: [
				...[cell.getFgColorMode(), cell.getFgColor(), cell.isBold()],
				...[cell.isItalic(), cell.isUnderline()],
			];
	return [text, ...background, ...foreground, linkOf(terminal, cell)].join(' ');
};

const cellAt = (terminal: xterm.Terminal, row: number, column: number): string => {
	const {active} = terminal.buffer;
	const cell = active.getLine(active.viewportY + row)?.getCell(column) as Cell | undefined;
	return cell === undefined ? '' : describeCell(terminal, cell);
};

/** The cells that differ between two terminals of one size, with what is in them. */
export const differences = (one: xterm.Terminal, other: xterm.Terminal): readonly string[] => {
	const found: string[] = [];
	for (let row = 0; row < one.rows; row++) {
		for (let column = 0; column < one.cols; column++) {
			const here = cellAt(one, row, column);
			const there = cellAt(other, row, column);
			if (here !== there) {
				found.push(`${row}:${column} ${here} but ${there}`);
			}
		}
	}

	return found;
};
