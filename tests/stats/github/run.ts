import {startGithub} from './server.ts';

/* `node tests/stats/github/run.ts`: the stand-in by itself, to look at the program against it. */
const {baseUrls} = await startGithub();
console.log(`export TECHBYABRAR_API_URL=${baseUrls.api}
export TECHBYABRAR_WEB_URL=${baseUrls.web}
export TECHBYABRAR_CARD_URL=${baseUrls.cards[0]}`);
