import { describe } from '@jest/globals';
import { law } from './law.js';
import { incompleteDialects, misnamedPorts, misnamedUseCases, namelessVerbs, vagueNames } from './names.js';
import { houseOf } from './rooms.js';
import { filesUnder, readSources } from './sources.js';

const house = houseOf(readSources());

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
    'no folder and no file has a name that fits anything, and all are written alike',
    'name it for what is inside; if there is no such word, it is several things.',
    () =>
      vagueNames(
        ['src', 'test', 'bench'].flatMap((folder) => filesUnder(folder).map((path) => `${folder}/${path}`)),
      ),
  );
});
