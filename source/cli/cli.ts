#!/usr/bin/env node
/*
The first file that Node reads, also an old one, which could not even parse the rest. So it
imports nothing up front and says what it can in words that every Node knows.
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
