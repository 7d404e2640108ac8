import { describe } from '@jest/globals';
import { cycles, sharedUseCases, wrongImports, wrongLibraries } from './imports.js';
import { law } from './law.js';
import {
  incompleteDialects,
  misnamedPorts,
  misnamedUseCases,
  namelessVerbs,
  useCaseFiles,
  vagueNames,
} from './names.js';
import { houseOf } from './rooms.js';
import { filesUnder, readSources } from './sources.js';
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
/** Tests that are about more than one room. */
const crossRoomTests = ['ports', 'dialects', 'durability', 'house', 'interop'];
const lasting = house.sources.filter(({ path }) => !path.includes('/migrations/'));

describe('imports', () => {
  law(
    'imports run one way: dialect → gateway → verb → noun and port ← storage',
    'a dialect asks the gateway to perform an operation; a verb is handed ports by the unit of work and never knows who keeps them; what two dialects share belongs to the contract, to xml/, to vendor/ or to http/; a rule that a port or a noun needs is a noun of its own. test/house/imports.ts holds the table of who may import what.',
    () => wrongImports(house),
  );

  law(
    'a library is used in its own room',
    'ask the room that owns the library (typeorm: storage/, fastify: http/ and the dialects, saxes and fast-xml-parser: xml/, luxon: enrollment/instant.ts) for a function in the words of the core. A new library gets a line in the table of test/house/imports.ts, with the room that it belongs to.',
    () => wrongLibraries(house),
  );

  law(
    'no imports run in a circle, types included',
    'move what both need into a third file: usually a noun, or the type into the port that speaks of it.',
    () => cycles(house),
  );

  law(
    'a use case is imported where all is wired, and nowhere else in the core',
    'move the part that two use cases share into a file of its own, named for what it does.',
    () => sharedUseCases(house, useCaseFiles(house)),
  );
});

describe('names', () => {
  law(
    'one word names one operation: its verb is the one thing that the file of that name exports',
    'name the file as the operation is named, and move what else it exports into a file that is named for that.',
    () => misnamedUseCases(house),
  );

  law(
    'a file of the core that is handed ports is named by a verb phrase',
    'name it for what it does (find-learners.ts), or hand it what it needs instead of the ports. A verb that is new here goes into the list of test/house/rooms.ts.',
    () => namelessVerbs(house),
  );

  law(
    'a port is named by a plural noun and consists of promises: types with comments',
    'name it for the things that it keeps, and move what it does into a noun, a verb or storage/.',
    () => misnamedPorts(house),
  );

  law(
    'every dialect has the same few files: plugin, caller, decode, encode, failure',
    'put what reads credentials into caller.ts, wire to plain input into decode.ts, plain output to wire into encode.ts, and the one total table of failures into failure.ts.',
    () => incompleteDialects(house),
  );

  law(
    'test/ mirrors src/: a folder is named for a room, for a file that stands in none, or as the design says',
    'put the test into the folder of the room that it is about; what is about several rooms belongs to test/dialects, test/durability or test/ports.',
    () => {
      const known = new Set([...house.sources.map(({ room, name }) => room || name), ...crossRoomTests]);
      const folders = filesUnder('test').flatMap((path) => (path.includes('/') ? path.split('/', 1) : []));
      return [...new Set(folders)].filter((folder) => !known.has(folder)).map((folder) => `test/${folder}`);
    },
  );

  law(
    'no folder and no file has a name that fits anything, and all are written alike',
    'name it for what is inside; if there is no such word, it is several things.',
    () =>
      vagueNames(
        ['src', 'test', 'bench'].flatMap((folder) => filesUnder(folder).map((path) => `${folder}/${path}`)),
      ),
  );
});

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

describe('sizes', () => {
  law(
    'no file is longer than 300 lines, migrations aside',
    'find the second thing in it and give that a file with a name of its own.',
    () =>
      lasting.filter(({ lines }) => lines > 300).map(({ path, lines }) => `src/${path} has ${lines} lines`),
  );

  law('half of all files have fewer than 100 lines', 'split the long ones by what they are about.', () => {
    const lengths = lasting.map(({ lines }) => lines).sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
    return median < 100 ? [] : [`the median is ${median}`];
  });
});
