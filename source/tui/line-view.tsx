import './force-color.ts';
import {Text} from 'ink';
import Link from 'ink-link';
import {useContext} from 'react';
import type {Line, Span} from '../layout/line.ts';
import {styleOf} from '../screen/theme.ts';
import {ThemeContext} from './theme-context.ts';

const SpanView = ({span}: {readonly span: Span}) => {
	const theme = useContext(ThemeContext);
	const styled = <Text {...styleOf(span, theme)}>{span.text}</Text>;
	return span.url === undefined ? (
		styled
	) : (
		<Link url={span.url} fallback={false}>
			{styled}
		</Link>
	);
};

/** One line of a region. */
export const LineView = ({line}: {readonly line: Line}) => (
	<Text wrap="truncate">
		{line.length === 0
			? ' '
			: line.map((span, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: spans have no other identity
					<SpanView key={index} span={span} />
				))}
	</Text>
);
