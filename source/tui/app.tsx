import {Box, Text, useApp, useInput, usePaste} from 'ink';
import {type ReactNode, useEffect, useMemo, useState} from 'react';
import type {Line} from '../layout/line.ts';
import {placesOf} from '../layout/place.ts';
import {layoutSection} from '../layout/section.ts';
import type {Profile} from '../profile/schema.ts';
import {type SectionId, sectionIndex, sections as sectionsOf} from '../resume/sections.ts';
import type {Capabilities} from '../terminal/capabilities.ts';
import {Footer} from './footer.tsx';
import {geometryOf, margin} from './geometry.ts';
import {Header} from './header.tsx';
import {helpLines} from './help.ts';
import {type Action, actionFor, keyName} from './keymap.ts';
import {Menu} from './menu.tsx';
import {highlight, jump, move, paneOf, topLine, type View} from './navigation.ts';
import {openAt, type Start} from './open-at.ts';
import {Page} from './page.tsx';
import {useSize} from './use-size.ts';
import {type StatsFeed, useStatistics} from './use-statistics.ts';

export type AppProps = {
	readonly profile: Profile;
	readonly capabilities: Capabilities;
	/** The section to open, by index, and its entry to start at, if they were asked for. */
	readonly start: Start | undefined;
	/** Stops the program until the visitor's shell continues it. */
	readonly suspend: (() => Promise<void>) | undefined;
	/** Opens the statistics, once the first frame is drawn. */
	readonly openStats: (() => Promise<StatsFeed>) | StatsFeed | undefined;
	/** Milliseconds since the epoch. */
	readonly clock: () => number;
	/** Told which section's page is on the screen, when that is another. */
	readonly onSection: ((section: SectionId) => void) | undefined;
};

const Tiny = () => <Text>A résumé needs a little room: 20 by 6, please.</Text>;

/*
All of the screen, and nothing beyond it. After a resize Ink draws once before React knows the
new size: what is then too wide must be cut off, or it would wrap and push the screen up.
*/
const Screen = ({rows, children}: {readonly rows: number; readonly children: ReactNode}) => (
	<Box width="100%" height={rows} overflow="hidden">
		{children}
	</Box>
);

/** The résumé on a screen. */
export const App = ({
	profile,
	capabilities,
	start,
	suspend,
	openStats,
	clock,
	onSection,
}: AppProps) => {
	const {exit, suspendTerminal} = useApp();
	const size = useSize();
	const geometry = geometryOf(size);
	const [navigation, setNavigation] = useState(() => openAt(sectionsOf(profile), start));
	const showsCounts = sectionIndex[navigation.section]?.counts === true;
	const {counted, refresh} = useStatistics(profile.stats.login, openStats, clock, showsCounts);
	const sections = useMemo(() => sectionsOf(profile, counted), [profile, counted]);

	const {sizeClass, frame, page} = geometry;
	const beside = sizeClass === 'wide' || sizeClass === 'regular';
	const pane = paneOf(navigation);
	const section = sections[navigation.section];
	const badgeColors =
		capabilities.colorDepth === 'truecolor' || capabilities.colorDepth === 'ansi256';
	const lines = useMemo((): readonly Line[] => {
		if (pane === 'help') {
			const idle: Action[] = suspend === undefined ? ['suspend'] : [];
			const isFixed = typeof openStats === 'object' && openStats.refresh === undefined;
			return helpLines(isFixed ? [...idle, 'refresh'] : idle, page.columns);
		}

		return section === undefined ? [] : layoutSection(section, {width: page.columns, badgeColors});
	}, [pane, section, page.columns, badgeColors, suspend, openStats]);
	const pageSeen = beside || pane !== 'menu';
	const seen = pageSeen && pane !== 'help' && sizeClass !== 'tiny' ? section?.id : undefined;
	useEffect(() => {
		if (seen !== undefined) {
			onSection?.(seen);
		}
	}, [seen, onSection]);
	const view: View = useMemo(
		() => ({beside, lines: pageSeen ? placesOf(lines) : [], height: page.rows}),
		[beside, pageSeen, lines, page.rows],
	);

	useInput((input, key) => {
		const name = keyName(input, key);
		const action = actionFor(name, pane);
		switch (action) {
			case undefined:
				return;
			case 'quit':
				exit();
				return;
			case 'suspend':
				if (suspend !== undefined) {
					void suspendTerminal(suspend);
				}

				return;
			case 'refresh':
				refresh();
				return;
			case 'jump':
				setNavigation(before => jump(before, view, Number(name) - 1));
				return;
			default:
				setNavigation(before => move(before, view, action));
		}
	});
	/* Marks pasted text as such: it is not keys, and is dropped on its way here. */
	usePaste(() => {});

	if (sizeClass === 'tiny') {
		return (
			<Screen rows={size.rows}>
				<Tiny />
			</Screen>
		);
	}

	const top = topLine(navigation, view);
	const menu = (
		<Menu
			sections={sections}
			selected={navigation.section}
			moves={navigation.moves}
			isFocused={pane === 'menu'}
			size={beside ? {columns: geometry.menuWidth, rows: page.rows} : page}
			onHighlight={to => setNavigation(before => highlight(before, to))}
		/>
	);
	const showsPage = (
		<Page
			lines={lines}
			top={top}
			size={page}
			entry={pane !== 'help' && start?.section === navigation.section ? start.entry : undefined}
			mark={beside ? (pane === 'menu' ? 'elsewhere' : 'here') : 'none'}
		/>
	);
	return (
		<Screen rows={size.rows}>
			<Box
				flexDirection="column"
				flexShrink={0}
				marginLeft={frame.left}
				marginTop={frame.top}
				width={frame.columns}
				height={frame.rows}
				overflow="hidden"
			>
				<Header
					profile={profile}
					geometry={geometry}
					reading={pane === 'page' ? section?.label : undefined}
				/>
				<Box flexGrow={1} paddingLeft={beside || !pageSeen ? margin : 0} overflow="hidden">
					{beside && (
						<Box width={geometry.menuWidth} flexShrink={0}>
							{menu}
						</Box>
					)}
					{pageSeen ? showsPage : menu}
				</Box>
				<Footer
					geometry={geometry}
					pane={pane}
					position={`${navigation.section + 1}/${sections.length}`}
				/>
			</Box>
		</Screen>
	);
};
