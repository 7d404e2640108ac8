import { at, coreRooms, type House, type Layer, type Offence } from './rooms.js';
import type { Import, Source } from './sources.js';

/** What a layer may import: a layer, or one file; `types` where only types may be. */
interface Allowed {
  readonly layers: readonly Layer[];
  readonly types?: readonly (Layer | `${string}.ts`)[];
  readonly files?: readonly string[];
}

const allowed: Readonly<Record<Layer, Allowed>> = {
  contract: { layers: ['contract'] },
  // The records that a port hands over are what nouns speak of.
  noun: { layers: ['contract', 'noun'], types: ['port'] },
  port: { layers: [], types: ['contract', 'noun', 'port'] },
  verb: { layers: ['contract', 'noun', 'port', 'verb', 'work'] },
  work: { layers: [], types: ['port', 'work'] },
  gateway: {
    layers: ['contract', 'gateway', 'work'],
    types: ['permission/recognize-caller.ts', 'permission/credentials.ts'],
    files: ['permission/caller.ts'],
  },
  settings: { layers: ['contract'], files: ['enrollment/instant.ts'] },
  xml: { layers: ['xml'] },
  // What both dialects of iSpring Learn say alike, and the core knows nothing of.
  vendor: { layers: ['contract', 'vendor'] },
  http: { layers: ['http', 'contract'], types: ['settings'] },
  // Of its own folder only (see below). `http` is what every dialect stands in; credentials are what a dialect
  // reads off the wire; settings it is handed.
  dialect: {
    layers: ['contract', 'xml', 'vendor', 'http', 'dialect'],
    types: ['settings', 'permission/credentials.ts'],
    files: ['gateway.ts'],
  },
  storage: { layers: ['storage', 'contract', 'noun', 'port', 'work'] },
  command: { layers: ['command', 'contract', 'settings', 'noun'], types: ['compose'], files: ['gateway.ts'] },
  compose: {
    layers: ['contract', 'noun', 'verb', 'gateway', 'settings', 'http', 'dialect', 'storage', 'compose'],
  },
  main: { layers: ['command', 'compose', 'contract', 'settings', 'noun'] },
};

/** Imports that do not run one way. */
export function wrongImports(house: House): Offence[] {
  return house.sources.flatMap((source) =>
    source.imports.flatMap((one) => {
      const { target } = one;
      if (target === undefined) return [];
      const from = house.layerOf(source.path);
      const to = house.layerOf(target);
      if (from && to && mayImport(from, to, one, target)) {
        return leavesItsFolder(source, target, from, to)
          ? [at(source, one.line, `one dialect imports another: ${target}`)]
          : [];
      }
      const what = `${to ?? 'no file'} ${target}${one.typesOnly ? ' (types)' : ''}`;
      return [at(source, one.line, `${from ?? 'an unknown layer'} imports ${what}`)];
    }),
  );
}

function mayImport(from: Layer, to: Layer, { typesOnly }: Import, target: string): boolean {
  const { layers, types = [], files = [] } = allowed[from];
  if (layers.includes(to) || files.includes(target)) return true;
  return typesOnly && types.some((type) => type === to || type === target);
}

function leavesItsFolder(source: Source, target: string, from: Layer, to: Layer): boolean {
  return from === 'dialect' && to === 'dialect' && !target.startsWith(`${source.room}/`);
}

/** Which libraries are used where: in layers, or in single files. */
const libraries: Readonly<Record<string, readonly (Layer | `${string}.ts`)[]>> = {
  typebox: ['contract', 'settings'],
  ajv: ['contract', 'settings'],
  'ajv-formats': ['contract'],
  luxon: ['enrollment/instant.ts'],
  uuid: ['gateway'],
  typeorm: ['storage'],
  mysql2: ['storage'],
  'better-sqlite3': ['storage'],
  saxes: ['xml'],
  'fast-xml-parser': ['xml'],
  fastify: ['http', 'dialect', 'compose'],
  '@fastify/*': ['http', 'dialect'],
  helmet: ['http'],
  'prom-client': ['http'],
  pino: ['http', 'command', 'compose', 'main'],
  mercurius: ['graphql/plugin.ts'],
  graphql: ['dialect'],
};

/** The only parts of Node that the core knows: it hashes, draws random bits and waits, but reads and sends nothing. */
const nodeForCore: readonly string[] = ['node:crypto', 'node:timers/promises'];
const coreLayers: readonly Layer[] = ['contract', 'noun', 'port', 'verb', 'work', 'gateway', 'settings'];

/** Libraries where they do not belong, and libraries of which nobody has said where they do. */
export function wrongLibraries(house: House): Offence[] {
  return house.sources.flatMap((source) =>
    source.imports.flatMap((one) => {
      if (one.target !== undefined) return [];
      const layer = house.layerOf(source.path);
      if (one.specifier.startsWith('node:')) {
        const isFree = !layer || !coreLayers.includes(layer) || nodeForCore.includes(one.specifier);
        return isFree ? [] : [at(source, one.line, `${layer} imports ${one.specifier}`)];
      }
      const library = libraryOf(one.specifier);
      const places = libraries[library] ?? libraries[library.replace(/\/.*/, '/*')];
      if (!places) return [at(source, one.line, `nobody has said where ${library} belongs`)];
      const isHome = places.some((place) => place === layer || place === source.path);
      return isHome ? [] : [at(source, one.line, `${layer} imports ${library}`)];
    }),
  );
}

export function libraryOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Circles of imports, types included, each told once. */
export function cycles(house: House): Offence[] {
  const targets = new Map(
    house.sources.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]),
  );
  const found: Offence[] = [];
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.push([...way.slice(start), path].join(' -> '));
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) follow(target, [...way, path]);
    done.add(path);
  };
  for (const path of targets.keys()) follow(path, []);
  return found;
}

/** Use cases imported by anything but the place where all is wired. */
export function sharedUseCases(house: House, useCases: readonly string[]): Offence[] {
  return house.sources
    .filter(({ room }) => coreRooms.includes(room))
    .flatMap((source) =>
      source.imports
        .filter(({ target }) => target !== undefined && useCases.includes(target))
        .map((one) => at(source, one.line, `imports the use case ${one.target}`)),
    );
}
