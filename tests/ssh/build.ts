import {fileURLToPath} from 'node:url';
import {buildServer} from '../../source/build/build-server.ts';

const folder = fileURLToPath(new URL('../../.cache/ssh-server', import.meta.url));

/** The server's bundle that tests run. */
export const serverProgram = `${folder}/ssh.js`;

/** Bundles the server once for all tests. */
export const setup = (): Promise<void> => buildServer(folder);
