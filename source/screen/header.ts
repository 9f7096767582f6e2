import type {Line} from '../layout/line.ts';
import type {Profile} from '../profile/schema.ts';
import {spread, truncate} from './fit.ts';
import {type Geometry, margin} from './geometry.ts';
import {rule} from './rule.ts';

/**
The name and the headline.

@param title - The section's label, if no menu shows it.
*/
export const headerLines = (
	{name, headline}: Profile,
	{bounds, headerRows, sideBySide}: Geometry,
	title: string | undefined,
): readonly Line[] => {
	const [role = '', ...fields] = headline.parts;
	const width = bounds.columns - 2 * margin;
	const right = sideBySide ? role : (title ?? '');
	const lines: readonly Line[] = [
		spread([{text: name, role: 'name'}], [{text: right, role: 'hint'}], width),
		...(sideBySide ? [truncate([{text: fields.join(' · '), role: 'hint'}], width)] : []),
		...(headerRows > 1 ? [rule(width)] : []),
	];
	return lines;
};
