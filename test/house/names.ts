import { operations } from '../../src/contract/operations.js';
import { at, coreRooms, type House, type Offence } from './rooms.js';
import type { Source } from './sources.js';

/** `enrollLearnersInCourses` is the business of `enroll-learners-in-courses.ts`. */
function fileNameOf(operation: string): string {
  return operation.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function verbOf(house: House, operation: string): Source | undefined {
  return house.sources.find(({ room, name }) => coreRooms.includes(room) && name === fileNameOf(operation));
}

/** Paths of the files that do one operation each. */
export function useCaseFiles(house: House): string[] {
  return Object.keys(operations).flatMap((operation) => verbOf(house, operation)?.path ?? []);
}

/** Operations whose verb is not where its name says, or does not stand alone there. */
export function misnamedUseCases(house: House): Offence[] {
  return Object.keys(operations).flatMap((operation) => {
    const source = verbOf(house, operation);
    if (!source) return [`${operation}: there is no ${fileNameOf(operation)}.ts in ${coreRooms.join(', ')}`];
    const names = source.exports.map(({ name }) => name);
    if (names.length === 1 && names[0] === operation) return [];
    return [
      at(source, 1, `exports ${names.join(', ')}; one function ${operation} is what its name promises`),
    ];
  });
}

/** Files that are handed ports without a verb in their name. */
export function namelessVerbs(house: House): Offence[] {
  return house.sources.flatMap((source) => {
    if (!coreRooms.includes(source.room) || house.layerOf(source.path) !== 'noun') return [];
    return source.imports
      .filter(({ target }) => target === 'work.ts' || target === 'unit-of-work.ts')
      .map(({ line, target }) => at(source, line, `imports ${target}`));
  });
}

/** A port that is one thing by nature. */
const singularPorts: readonly string[] = ['organization/organization.ts'];

/** Ports that are not named by a plural noun, or are more than promises. */
export function misnamedPorts(house: House): Offence[] {
  const ports = house.sources.filter(({ path }) => house.layerOf(path) === 'port');
  const singular = ports
    .filter(({ name, path }) => !name.endsWith('s') && !singularPorts.includes(path))
    .map((source) => at(source, 1, 'is not named by a plural noun'));
  const doing = ports.flatMap((source) =>
    source.exports
      .filter(({ kind }) => kind !== 'value')
      .map(({ kind, name }) => at(source, 1, `exports the ${kind} ${name}`)),
  );
  return [...singular, ...doing];
}

/** The file names that every dialect has. */
const dialectFiles: readonly string[] = ['plugin', 'caller', 'decode', 'encode', 'failure'];

/** Dialects that lack one of the usual files. */
export function incompleteDialects(house: House): Offence[] {
  const dialects = house.sources.filter(({ path }) => house.layerOf(path) === 'dialect');
  return [...new Set(dialects.map(({ room }) => room))].flatMap((room) =>
    dialectFiles
      .filter((name) => !house.sources.some(({ path }) => path === `${room}/${name}.ts`))
      .map((name) => `src/${room}: there is no ${name}.ts`),
  );
}

const vagueWords = /^(utils?|helpers?|commons?|services?|managers?|misc|shared|lib|tools?|base)$/;

/** Names that say nothing, and names that are not written as all others are. */
export function vagueNames(paths: readonly string[]): Offence[] {
  return paths.flatMap((path) =>
    path.split('/').flatMap((part) => {
      const name = part.replace(/(\.test)?\.(ts|mjs|js)$/, '');
      if (vagueWords.test(name)) return [`${path}: ${name} says nothing about what is inside`];
      return /\.(ts|mjs|js)$/.test(part) && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)
        ? [`${path}: write ${name} in lower case, with hyphens`]
        : [];
    }),
  );
}
