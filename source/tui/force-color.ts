import process from 'node:process';
import chalk from 'chalk';

/*
Ink always draws in color, and frames are downgraded afterwards (see terminal/downgrade.ts). Chalk's level
and the result of supports-hyperlinks are global; the latter is determined when ink-link is imported, so
this module has to be imported before it.
*/
process.env.FORCE_HYPERLINK = '1';
chalk.level = 3;
