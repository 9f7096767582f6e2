import {decoration, entryLine, type Line} from '../layout/line.ts';
import {sectionList} from '../resume/sections.ts';
import {truncate} from './fit.ts';
import {footerLines} from './footer.ts';
import type {Frame, MenuRegion, Region} from './frame.ts';
import {gutter, margin} from './geometry.ts';
import {headerLines} from './header.ts';
import {firstItem, menuLines} from './menu.ts';
import {noticeLine} from './notice.ts';
import {type Scroll, scrollBarLines} from './scroll-bar.ts';
import {type Model, type State, type View, viewOf} from './state.ts';

const tooSmall = 'A résumé needs a little room: 20 by 6, please.';

/* The rows between header and footer. */
const body = ({geometry: {bounds, headerRows, page}}: View) => ({
	left: bounds.left + margin,
	top: bounds.top + headerRows,
	rows: page.rows,
});

const drawMenu = ({section}: State, view: View): MenuRegion => {
	const {geometry, context} = view;
	const {left, top, rows} = body(view);
	const columns = geometry.sideBySide ? geometry.menuWidth : geometry.page.columns;
	const isFocused = context === 'menu';
	const first = firstItem(section, rows);
	const lines = menuLines({selected: section, first, isFocused, columns, rows});
	return {left, top, columns, rows, lines, selected: section, first, isFocused};
};

const drawPage = (view: View, left: number): Region => {
	const {geometry, page, top} = view;
	const {columns, rows} = geometry.page;
	const lines = page?.lines.slice(top, top + rows) ?? [];
	return {...body(view), left, columns, lines};
};

const drawFocusMarker = (view: View, left: number): Pick<Frame, 'focusMarker'> => {
	const {geometry, context} = view;
	return geometry.sideBySide && context !== 'menu'
		? {focusMarker: {...body(view), left, columns: 1, rows: 1, lines: [[decoration('❯')]]}}
		: {};
};

const drawEntryMarker = (
	{target, section}: State,
	view: View,
	page: Region,
): Pick<Frame, 'entryMarker'> => {
	const isSeen = view.context !== 'help' && target?.section === section;
	const row = isSeen && target.entry !== undefined && entryLine(page.lines, target.entry);
	return typeof row === 'number'
		? {
				entryMarker: {
					left: page.left - 1,
					top: page.top + row,
					columns: 1,
					rows: 1,
					lines: [[decoration('▎')]],
				},
			}
		: {};
};

const drawScrollBar = (view: View, left: number, scroll: Scroll): Pick<Frame, 'scrollBar'> => {
	const lines = scrollBarLines(scroll);
	return lines.length === 0
		? {}
		: {scrollBar: {...body(view), left: left + view.geometry.page.columns + 1, columns: 1, lines}};
};

const drawNotice = ({notice, size}: State): Pick<Frame, 'notice'> =>
	notice === undefined
		? {}
		: {
				notice: {
					left: 0,
					top: size.rows - 1,
					columns: size.columns,
					rows: 1,
					lines: [noticeLine(notice, size.columns)],
				},
			};

const drawMessage = ({size, notice}: State): Frame => {
	/* The notice has the last row. */
	const rows = notice === undefined ? size.rows : size.rows - 1;
	const line = truncate([{text: tooSmall, role: 'text'}], size.columns);
	return {
		size,
		message: {
			left: 0,
			top: 0,
			columns: size.columns,
			rows,
			lines: rows > 0 ? [line] : [],
		},
	};
};

const drawBody = (state: State, view: View): Partial<Frame> => {
	const {geometry, context, page, top} = view;
	const {rows} = geometry.page;
	const bodyLeft = geometry.bounds.left + margin;
	if (page === undefined) {
		const menu = drawMenu(state, view);
		const scroll = {total: sectionList.length, top: menu.first, rows};
		return {menu, ...drawScrollBar(view, bodyLeft, scroll)};
	}

	const left = bodyLeft + (geometry.sideBySide ? geometry.menuWidth + gutter : 0);
	const pageRegion = drawPage(view, left);
	const section = sectionList[state.section]?.id;
	return {
		...(geometry.sideBySide && {menu: drawMenu(state, view)}),
		...drawFocusMarker(view, left - gutter),
		...drawEntryMarker(state, view, pageRegion),
		page: pageRegion,
		...drawScrollBar(view, left, {total: page.lines.length, top, rows}),
		...(context !== 'help' && section !== undefined && {section}),
	};
};

/** Draws a state, region by region. */
export const draw = (state: State, model: Model): Frame => {
	const view = viewOf(state, model);
	const {geometry, context} = view;
	if (geometry.sizeClass === 'tiny') {
		return {...drawMessage(state), ...drawNotice(state)};
	}

	const {bounds, headerRows, footerRows} = geometry;
	const label = sectionList[state.section]?.label;
	const across = (top: number, rows: number, lines: readonly Line[]): Region => ({
		left: bounds.left + margin,
		top: bounds.top + top,
		columns: bounds.columns - 2 * margin,
		rows,
		lines,
	});
	const coversFooter = state.notice !== undefined && bounds.top + bounds.rows === state.size.rows;
	const position = `${state.section + 1}/${sectionList.length}`;
	return {
		size: state.size,
		header: across(
			0,
			headerRows,
			headerLines(model.content.profile, geometry, context === 'page' ? label : undefined),
		),
		...drawBody(state, view),
		...(!coversFooter && {
			footer: across(
				bounds.rows - footerRows,
				footerRows,
				footerLines(geometry, context, position),
			),
		}),
		...drawNotice(state),
	};
};
