/* What the first frame does not need, as one chunk of the bundle. */
export {createNodeStatsStore} from '../github/node.ts';
export {followStats} from '../screen/follow-stats.ts';
export {runCommand} from './run-command.ts';
