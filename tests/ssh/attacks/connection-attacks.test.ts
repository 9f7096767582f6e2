/* @module-tag ssh */
import {connectionAttacks} from './attacks.ts';
import {testSurvival} from './survival.ts';

testSurvival(connectionAttacks);
