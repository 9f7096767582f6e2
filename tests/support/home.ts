import {join} from 'node:path';

/* A home of a test's own, and where each system keeps a program's cache in it. */

/** The variables that lead a program to a home. */
export const homeIn = (folder: string) => ({
	HOME: folder,
	USERPROFILE: folder,
	XDG_CACHE_HOME: join(folder, 'cache'),
	LOCALAPPDATA: join(folder, 'cache'),
});

const caches: Readonly<Record<string, string>> = {
	darwin: 'Library/Caches/techbyabrar',
	win32: 'cache/techbyabrar/Cache',
};

/** The program's cache in such a home. */
export const cacheIn = (folder: string): string =>
	join(folder, caches[process.platform] ?? 'cache/techbyabrar');
