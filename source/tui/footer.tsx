import {Box, Text} from 'ink';
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

/** A compact footer has room for so many keys. */
const fewest = 2;

/** The keys that matter most here, from the keymap, and where one is. */
export const Footer = ({geometry, pane, position}: Props) => {
	const hints = keymap.flatMap(({hints}) => {
		const hint = hints?.[pane];
		return hint === undefined ? [] : [hint];
	});
	const compact = geometry.footer === 1;
	return (
		<Box flexDirection="column" flexShrink={0} height={geometry.footer}>
			{!compact && <Rule geometry={geometry} />}
			<Box paddingLeft={margin} paddingRight={margin} justifyContent="space-between" gap={2}>
				<Text wrap="truncate">
					{hints.slice(0, compact ? fewest : undefined).map(([shown, does], index) => (
						<Text key={shown}>
							{index === 0 ? '' : '   '}
							<Text {...theme.key}>{shown}</Text>
							<Text {...theme.hint}> {does}</Text>
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
