import {Box, Text} from 'ink';
import {textWidth} from '../layout/line.ts';
import {type Geometry, margin} from './geometry.ts';
import {keymap, type Pane} from './keymap.ts';
import {Rule} from './rule.tsx';
import {theme} from './theme.ts';

type Props = {
	readonly geometry: Geometry;
	readonly pane: Pane;
	/** Where one is, such as `2/8`. */
	readonly position: string;
};

type Hint = readonly [shown: string, does: string];

const gap = 3;

/** A compact footer shows so many hints. */
const fewest = 2;

const widthOf = (hints: readonly Hint[]): number =>
	hints.reduce((sum, hint) => sum + textWidth(hint.filter(Boolean).join(' ')) + gap, -gap);

/* As many hints as fit; where not even the most important do, their keys alone. */
const fitting = (hints: readonly Hint[], width: number, least: number): readonly Hint[] => {
	for (let count = hints.length; count >= Math.min(least, hints.length); count--) {
		const few = hints.slice(0, count);
		if (widthOf(few) <= width) {
			return few;
		}
	}

	return hints.slice(0, least).map(([shown]) => [shown, '']);
};

/** The keys that matter most here, from the keymap, and where one is. */
export const Footer = ({geometry, pane, position}: Props) => {
	const hints = keymap.flatMap(({hints}) => {
		const hint = hints?.[pane];
		return hint === undefined ? [] : [hint];
	});
	const compact = geometry.footer === 1;
	const room = geometry.frame.columns - 2 * margin - gap - textWidth(position);
	const shownHints = fitting(compact ? hints.slice(0, fewest) : hints, room, fewest);
	return (
		<Box flexDirection="column" flexShrink={0} height={geometry.footer}>
			{!compact && <Rule geometry={geometry} />}
			<Box paddingLeft={margin} paddingRight={margin} justifyContent="space-between" gap={2}>
				<Text wrap="truncate">
					{shownHints.map(([shown, does], index) => (
						<Text key={shown}>
							{index === 0 ? '' : ' '.repeat(gap)}
							<Text {...theme.key}>{shown}</Text>
							<Text {...theme.hint}>{does === '' ? '' : ` ${does}`}</Text>
						</Text>
					))}
				</Text>
				<Box flexShrink={0}>
					<Text {...theme.hint}>{position}</Text>
				</Box>
			</Box>
		</Box>
	);
};
