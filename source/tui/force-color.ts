import process from 'node:process';
import chalk from 'chalk';

/*
What Ink draws is always rich and lowered afterwards (see terminal/downgrade.ts). Chalk's level and
supports-hyperlinks' answer belong to the whole process; the latter is decided when ink-link is
imported, so this module is to be imported before it.
*/
process.env.FORCE_HYPERLINK = '1';
chalk.level = 3;
