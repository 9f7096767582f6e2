import {blank, type Line, textWidth} from '../layout/line.ts';
import {type Binding, keymap} from './keymap.ts';

const column = Math.max(...keymap.map(({shown}) => textWidth(shown))) + 3;

/**
The keys as a page, from the keymap.

@param canSuspend - Whether there is a shell to go back to.
*/
export const helpLines = (canSuspend: boolean): readonly Line[] => {
	const row = ({shown, does}: Binding): Line => [
		{text: shown, role: 'label'},
		blank(column - textWidth(shown)),
		{text: does, role: 'text'},
	];
	return [
		[{text: 'Keys', role: 'title'}],
		[],
		...keymap.filter(({action}) => canSuspend || action !== 'suspend').map(row),
	];
};
