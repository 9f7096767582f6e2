import {Box, Text} from 'ink';
import type {Profile} from '../profile/schema.ts';
import {type Geometry, margin} from './geometry.ts';
import {Rule} from './rule.tsx';
import {theme} from './theme.ts';

type Props = {
	readonly profile: Profile;
	readonly geometry: Geometry;
	/** What is read, where no menu beside it says so. */
	readonly reading: string | undefined;
};

/** The name, and what it stands for. */
export const Header = ({profile: {name, headline}, geometry, reading}: Props) => {
	const [role = '', ...fields] = headline.parts;
	const beside = geometry.header > 2;
	return (
		<Box flexDirection="column" flexShrink={0} height={geometry.header}>
			<Box paddingLeft={margin} paddingRight={margin} justifyContent="space-between" gap={2}>
				<Box flexShrink={0} maxWidth={geometry.frame.columns - 2 * margin}>
					<Text wrap="truncate" {...theme.name}>
						{name}
					</Text>
				</Box>
				<Text wrap="truncate" {...theme.hint}>
					{beside ? role : (reading ?? '')}
				</Text>
			</Box>
			{beside && (
				<Box paddingLeft={margin} paddingRight={margin}>
					<Text wrap="truncate" {...theme.hint}>
						{fields.length > 0 ? fields.join(' · ') : ' '}
					</Text>
				</Box>
			)}
			{geometry.header > 1 && <Rule geometry={geometry} />}
		</Box>
	);
};
