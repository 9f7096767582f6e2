import {Box, useApp, useInput, usePaste} from 'ink';
import {useSyncExternalStore} from 'react';
import {regionsOf} from '../screen/frame.ts';
import type {Screen} from '../screen/screen.ts';
import {keyName} from './key-name.ts';
import {Menu} from './menu.tsx';
import {RegionView} from './region-view.tsx';

export type AppProps = {
	readonly screen: Screen;
	/** Asks the network for the statistics again. */
	readonly refresh: (() => void) | undefined;
	/** Stops the program until the visitor's shell continues it. */
	readonly suspend: (() => Promise<void>) | undefined;
};

/** Keys that the menu's list answers itself, with a highlight. */
const listKeys = ['up', 'down', 'j', 'k'];

/** A screen: its regions, each at its place, and the keys that change it. */
export const App = ({screen, refresh, suspend}: AppProps) => {
	const {exit, suspendTerminal} = useApp();
	const frame = useSyncExternalStore(screen.subscribe, screen.getFrame);
	useInput((input, key) => {
		const name = keyName(input, key);
		if (screen.getFrame().menu?.isFocused && listKeys.includes(name)) {
			return;
		}

		switch (screen.dispatch({kind: 'key', key: name})) {
			case 'quit':
				exit();
				break;
			case 'suspend':
				if (suspend !== undefined) {
					void suspendTerminal(suspend);
				}

				break;
			case 'refresh':
				refresh?.();
				break;
			default:
		}
	});
	/* Marks pasted text as such: it is not keys, and is dropped on its way here. */
	usePaste(() => {});

	const {size, menu} = frame;
	return (
		/* After a resize Ink draws once before the screen knows the new size. */
		<Box width="100%" height={size.rows} overflow="hidden">
			{menu && (
				<Menu
					region={menu}
					onHighlight={section => screen.dispatch({kind: 'highlight', section})}
				/>
			)}
			{regionsOf(frame)
				.filter(region => region !== menu)
				.map(region => (
					<RegionView key={`${region.left} ${region.top}`} region={region} />
				))}
		</Box>
	);
};
