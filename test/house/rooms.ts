import type { Source } from './sources.js';

/** What a file is, told from where it stands and what it is called. */
export type Layer =
  | 'contract'
  | 'noun'
  | 'port'
  | 'verb'
  | 'work'
  | 'gateway'
  | 'settings'
  | 'xml'
  | 'vendor'
  | 'http'
  | 'dialect'
  | 'storage'
  | 'command'
  | 'compose'
  | 'main';

export const coreRooms: readonly string[] = [
  'catalog',
  'organization',
  'enrollment',
  'permission',
  'audit',
  'messages',
];

/** Rooms that are named in the design; every other folder of `src/` is a dialect. */
const namedRooms: Readonly<Record<string, Layer>> = {
  contract: 'contract',
  xml: 'xml',
  vendor: 'vendor',
  http: 'http',
  storage: 'storage',
  command: 'command',
};

/** Files that stand in no room. */
const rootFiles: Readonly<Record<string, Layer>> = {
  'main.ts': 'main',
  'compose.ts': 'compose',
  'verbs.ts': 'compose',
  'settings.ts': 'settings',
  'gateway.ts': 'gateway',
  'settle-failure.ts': 'gateway',
  'id-maker.ts': 'gateway',
  'receipt-seal.ts': 'gateway',
  'zone.ts': 'gateway',
  'work.ts': 'work',
  'unit-of-work.ts': 'work',
  'receipts.ts': 'port',
  // Everybody may know where the package is.
  'package-root.ts': 'contract',
};

/** First words of file names that are verbs: what such a file exports is done, with ports at hand. */
const verbs: readonly string[] = [
  'add',
  'archive',
  'authorize',
  'change',
  'check',
  'choose',
  'create',
  'decline',
  'delete',
  'enroll',
  'erase',
  'explain',
  'find',
  'follow',
  'get',
  'give',
  'hold',
  'issue',
  'list',
  'load',
  'move',
  'name',
  'plan',
  'recognize',
  'reconcile',
  'record',
  'reenroll',
  'release',
  'remove',
  'replace',
  'report',
  'revoke',
  'rotate',
  'select',
  'show',
  'unenroll',
  'update',
  'write',
];

export interface House {
  readonly sources: readonly Source[];
  /** Undefined for a file of whose place the design knows nothing. */
  layerOf(path: string): Layer | undefined;
}

export function houseOf(sources: readonly Source[]): House {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const ports = new Set(byPath.get('work.ts')?.imports.map(({ target }) => target));
  const layerOf = (path: string): Layer | undefined => {
    const room = path.includes('/') ? (path.split('/', 1)[0] ?? '') : '';
    if (room === '') return rootFiles[path];
    const named = namedRooms[room];
    if (named) return named;
    if (!coreRooms.includes(room)) return 'dialect';
    if (ports.has(path)) return 'port';
    const [word = ''] = (path.split('/').at(-1) ?? '').replace(/\.ts$/, '').split('-');
    return verbs.includes(word) ? 'verb' : 'noun';
  };
  return { sources, layerOf };
}

/** An offence against a law: where, and what. */
export type Offence = string;

export function at(source: Source, line: number, what: string): Offence {
  return `src/${source.path}:${line}: ${what}`;
}
