/* @module-tag ssh */
import {sessionAttacks} from './attacks.ts';
import {testSurvival} from './survival.ts';

testSurvival(sessionAttacks);
