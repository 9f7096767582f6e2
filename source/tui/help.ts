import {blank, type Line, prefix, textWidth} from '../layout/line.ts';
import {wrap} from '../layout/wrap.ts';
import {type Action, type Binding, keymap} from './keymap.ts';

const column = Math.max(...keymap.map(({shown}) => textWidth(shown))) + 3;

/**
The keys as a page, from the keymap.

@param idle - What has no effect here: without a shell to go back to, or a network to ask.
*/
export const helpLines = (idle: readonly Action[], width: number): readonly Line[] => {
	const rows = ({shown, does}: Binding): readonly Line[] =>
		prefix(
			wrap([{text: does, role: 'text'}], width - column),
			[{text: shown, role: 'label'}, blank(column - textWidth(shown))],
			[blank(column)],
		);
	return [
		[{text: 'Keys', role: 'title'}],
		[],
		...keymap.filter(({action}) => !idle.includes(action)).flatMap(rows),
	];
};
