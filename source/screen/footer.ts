import {blank, type Line} from '../layout/line.ts';
import {textWidth} from '../layout/width.ts';
import {spread} from './fit.ts';
import {type Geometry, margin} from './geometry.ts';
import {type Context, type Hint, keymap} from './keymap.ts';
import {rule} from './rule.ts';

const gap = 3;

/** A compact footer shows so many hints; any footer shows at least the keys of so many. */
const minHints = 2;

const widthOf = (hints: readonly Hint[]): number =>
	hints.reduce((sum, hint) => sum + textWidth(hint.filter(Boolean).join(' ')) + gap, -gap);

/* As many hints as fit; if not even the most important do, only their keys. */
const fittingHints = (hints: readonly Hint[], width: number): readonly Hint[] => {
	for (let count = hints.length; count >= Math.min(minHints, hints.length); count--) {
		const first = hints.slice(0, count);
		if (widthOf(first) <= width) {
			return first;
		}
	}

	return hints.slice(0, minHints).map(([key]) => [key, '']);
};

const hintSpans = ([key, description]: Hint, index: number): Line => [
	...(index === 0 ? [] : [blank(gap)]),
	{text: key, role: 'key'},
	...(description === '' ? [] : [{text: ` ${description}`, role: 'hint'} as const]),
];

/**
The keys that matter most here, from the keymap, and where the visitor is.

@param position - Such as `2/8`.
*/
export const footerLines = (
	{footerRows, bounds}: Geometry,
	context: Context,
	position: string,
): readonly Line[] => {
	const isCompact = footerRows === 1;
	const width = bounds.columns - 2 * margin;
	const hints = keymap.flatMap(({hints}) => {
		const hint = hints?.[context];
		return hint === undefined ? [] : [hint];
	});
	const shown = fittingHints(
		isCompact ? hints.slice(0, minHints) : hints,
		width - gap - textWidth(position),
	);
	return [
		...(isCompact ? [] : [rule(width)]),
		spread(shown.flatMap(hintSpans), [{text: position, role: 'hint'}], width),
	];
};
