import {blank, type Line, prefix} from '../layout/line.ts';
import {textWidth} from '../layout/width.ts';
import {wrap} from '../layout/wrap.ts';
import {type Action, type Binding, keymap} from './keymap.ts';

const column = Math.max(...keymap.map(({label}) => textWidth(label))) + 3;

/**
The help page, from the keymap.

@param unavailable - Actions without effect here.
@param width - In columns.
*/
export const helpLines = (unavailable: readonly Action[], width: number): readonly Line[] => {
	const rows = ({label, description}: Binding): readonly Line[] =>
		prefix(
			wrap([{text: description, role: 'text'}], width - column),
			[{text: label, role: 'label'}, blank(column - textWidth(label))],
			[blank(column)],
		);
	return [
		[{text: 'Keys', role: 'title'}],
		[],
		...keymap.filter(({action}) => !unavailable.includes(action)).flatMap(rows),
	];
};
