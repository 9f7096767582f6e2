import '../terminal/rich-output.ts';
import {Text} from 'ink';
import Link from 'ink-link';
import type {Line, Span} from '../layout/line.ts';
import {readableOn, visibleAnywhere} from '../text/contrast.ts';
import {theme} from './theme.ts';

const SpanView = ({span}: {readonly span: Span}) => {
	const {text, role, url, background, color} = span;
	const badge =
		background === undefined
			? {}
			: {color: readableOn(background), backgroundColor: background, bold: true};
	const own = color === undefined ? {} : {color: visibleAnywhere(color)};
	const styled = (
		<Text {...theme[role]} {...own} {...badge}>
			{text}
		</Text>
	);
	return url === undefined ? (
		styled
	) : (
		<Link url={url} fallback={false}>
			{styled}
		</Link>
	);
};

/** One line of a page. */
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
