#!/usr/bin/env node
/*
The first file that Node reads, even a version that is too old to parse the rest. So it has no static
imports, and its syntax works in every version.
*/
const minVersion = 20;

if (Number(process.versions.node.split('.')[0]) < minVersion) {
	process.stderr.write(
		`techbyabrar needs Node.js ${minVersion} or later, and this is ${process.version}: install it from https://nodejs.org\n`,
	);
	process.exitCode = 1;
} else {
	import('./main.ts').then(({main}) => main());
}
