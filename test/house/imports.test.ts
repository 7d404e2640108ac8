import { describe } from '@jest/globals';
import { cycles, sharedUseCases, wrongImports, wrongLibraries } from './imports.js';
import { law } from './law.js';
import { useCaseFiles } from './names.js';
import { houseOf } from './rooms.js';
import { readSources } from './sources.js';

const house = houseOf(readSources());

describe('imports', () => {
  law(
    'imports run one way: dialect → gateway → verb → noun and port ← storage',
    'a dialect asks the gateway to perform an operation; a verb is handed ports by the unit of work and never knows who keeps them; what two dialects share belongs to the contract, to xml/ or to http/; a rule that a port or a noun needs is a noun of its own. test/house/imports.ts holds the table of who may import what.',
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
