import {Box, useApp, useInput, usePaste} from 'ink';
import {useSyncExternalStore} from 'react';
import {regionsOf} from '../screen/frame.ts';
import type {Screen} from '../screen/screen.ts';
import {inkKeyName} from './key-name.ts';
import {Menu} from './menu.tsx';
import {RegionView} from './region-view.tsx';

export type AppProps = {
	readonly screen: Screen;
	/** Fetches the statistics again. */
	readonly refresh: (() => void) | undefined;
	/** Suspends the program until the visitor's shell continues it. */
	readonly suspend: (() => Promise<void>) | undefined;
	/** Called when a key handler throws: error boundaries catch errors in rendering only. */
	readonly onError: (error: unknown) => void;
};

/** Keys that SelectInput handles itself. */
const listKeys = ['up', 'down', 'j', 'k'];

/** A screen: its regions and its keys. */
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
	useInput((input, key) => attempt(() => press(inkKeyName(input, key))));
	/* Turns on bracketed paste: pasted text is not keys, and the input drops it. */
	usePaste(() => {});

	const {size, menu} = frame;
	return (
		/* After a resize, Ink renders once before the screen has the new size. */
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
