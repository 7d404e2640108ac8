import { describe } from '@jest/globals';
import { law } from './law.js';
import { houseOf } from './rooms.js';
import { readSources } from './sources.js';
import {
  clocksAndDice,
  consoleCalls,
  importEffects,
  leftovers,
  protocolWords,
  strayEnvironment,
  waitingNouns,
} from './words.js';

const house = houseOf(readSources());

describe('what files say and do', () => {
  law(
    'no word of a protocol stands in the core: status codes, element names, headers, GraphQL types',
    "say it in the words of the core (a failure code, a field of the contract) and let the dialect's failure.ts, decode.ts or encode.ts find its own word.",
    () => protocolWords(house),
  );

  law(
    'process.env is read in settings.ts and main.ts only',
    'add the setting to src/settings.ts and hand its value in.',
    () => strayEnvironment(house),
  );

  law(
    'main.ts is the only file that does something when it is imported',
    'put the statement into a function that compose.ts or main.ts calls.',
    () => importEffects(house),
  );

  law(
    'time and ids come in through the gateway: nouns and verbs have neither clock nor dice',
    'use work.now, work.newId() and work.secret(), or take an argument.',
    () => clocksAndDice(house),
  );

  law(
    'a noun is a rule: pure, nothing to wait for',
    'move what waits into a verb and hand the noun what it needs.',
    () => waitingNouns(house),
  );

  law(
    'nothing is written to the console',
    'log through the pino logger that is handed in; what a command prints goes through process.stdout in main.ts.',
    () => consoleCalls(house),
  );

  law('nothing is left to be done in the sources', 'do it, or open an issue and leave no note behind.', () =>
    leftovers(house),
  );
});
