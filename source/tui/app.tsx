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
	/** Told of what a key could not do: React's error boundary hears only of rendering. */
	readonly onError: (error: unknown) => void;
};

/** Keys that the menu's list answers itself, with a highlight. */
const listKeys = ['up', 'down', 'j', 'k'];

/** A screen: its regions, each at its place, and the keys that change it. */
export const App = ({screen, refresh, suspend, onError}: AppProps) => {
	const {exit, suspendTerminal} = useApp();
	const frame = useSyncExternalStore(screen.subscribe, screen.getFrame);
	const press = (name: string) => {
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
	};
	const attempt = (action: () => void) => {
		try {
			action();
		} catch (error) {
			onError(error);
		}
	};
	useInput((input, key) => attempt(() => press(keyName(input, key))));
	/* Marks pasted text as such: it is not keys, and is dropped on its way here. */
	usePaste(() => {});

	const {size, menu} = frame;
	return (
		/* After a resize Ink draws once before the screen knows the new size. */
		<Box width="100%" height={size.rows} overflow="hidden">
			{menu && (
				<Menu
					region={menu}
					onHighlight={section => attempt(() => screen.dispatch({kind: 'highlight', section}))}
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
