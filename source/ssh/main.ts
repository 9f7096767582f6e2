/*
The SSH server's program. The primary process, which accepts connections, and its workers, which serve
them, run the same file.
*/
import cluster from 'node:cluster';
import {fileURLToPath} from 'node:url';
import {UserError} from '../text/user-error.ts';

/** The first with ML-KEM in node:crypto. */
const minNode = [24, 7] as const;

const isNodeTooOld = () => {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	return major < minNode[0] || (major === minNode[0] && minor < minNode[1]);
};

try {
	if (isNodeTooOld()) {
		throw new UserError(
			`the SSH server needs Node ${minNode.join('.')} or later, this is ${process.versions.node}: use a newer one`,
		);
	}

	if (cluster.isPrimary) {
		const {runPrimary} = await import('./primary/primary.ts');
		await runPrimary(fileURLToPath(import.meta.url));
	} else {
		const {runWorker} = await import('./worker/worker.ts');
		runWorker();
	}
} catch (error) {
	if (!(error instanceof UserError)) {
		throw error;
	}

	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}
