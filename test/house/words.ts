import { at, coreRooms, type House, type Layer, type Offence } from './rooms.js';
import type { Source, Word } from './sources.js';

/** Words of protocols, as they stand in texts. */
const inTexts =
  /\b(?:HTTPS?|REST|SOAP|soap|GraphQL|OAuth|oauth|XML|WSDL|XSD|OpenAPI|Swagger|Fastify|faultstring|faultcode|[Ff]ault|[Ee]nvelope|E[Tt]ag|If-(?:None-)?Match|Content-Type|[Bb]earer|[Hh]eaders?|[Ss]tatus codes?|[Qq]uery string|[Rr]esolver|[Mm]utation|operationId)\b/;

/** The same inside identifiers, in lower case. */
const inIdentifiers: readonly string[] = [
  ...['http', 'https', 'rest', 'soap', 'graphql', 'oauth', 'xml', 'wsdl', 'openapi', 'swagger', 'fastify'],
  ...[
    'fault',
    'faultstring',
    'envelope',
    'etag',
    'bearer',
    'header',
    'headers',
    'cookie',
    'resolver',
    'mutation',
  ],
];

/** Those of failures; 200 is a size as often as not. */
const statusCode = /^(?:30[1-478]|4(?:0\d|1[0-8]|2[12689])|50[0-5])$/;

/** The audit tells over which protocol something came; its description names them. */
const exceptions: Readonly<Record<string, RegExp>> = {
  'contract/list-audit-events.ts': /^(?:soap|oauth)$/,
  'contract/explain-enrollment.ts': /^soap$/,
};

/** Words of a protocol in the core. */
export function protocolWords(house: House): Offence[] {
  return house.sources
    .filter(({ room }) => room === 'contract' || coreRooms.includes(room))
    .flatMap((source) =>
      source.words.flatMap((word) => {
        const found = protocolWord(word);
        if (found === undefined || exceptions[source.path]?.test(found)) return [];
        return [at(source, word.line, `says ${found}`)];
      }),
    );
}

function protocolWord({ kind, text }: Word): string | undefined {
  if (kind === 'text') return inTexts.exec(text)?.[0];
  if (kind === 'number') return statusCode.test(text) ? text : undefined;
  const parts = text.split(/(?<=[a-z0-9])(?=[A-Z])|_/).map((part) => part.toLowerCase());
  return parts.some((part) => inIdentifiers.includes(part)) ? text : undefined;
}

/** Places of which an expression such as `process.env` is the privilege. */
function uses(source: Source, expression: RegExp): number[] {
  const code = withoutComments(source.text);
  return code.split('\n').flatMap((line, index) => (expression.test(line) ? [index + 1] : []));
}

/** Comments become blanks; that texts which look like comments do too does not matter here. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

export function strayEnvironment(house: House): Offence[] {
  const free = ['settings.ts', 'main.ts'];
  return house.sources
    .filter(({ path }) => !free.includes(path))
    .flatMap((source) => uses(source, /\bprocess\.env\b/).map((line) => at(source, line, 'process.env')));
}

export function consoleCalls(house: House): Offence[] {
  return house.sources.flatMap((source) =>
    uses(source, /\bconsole\.\w+\(/).map((line) => at(source, line, 'console')),
  );
}

export function leftovers(house: House): Offence[] {
  const left = /\b(?:TODO|FIXME|XXX|HACK)\b|not implemented|NotImplemented/i;
  return house.sources.flatMap((source) =>
    source.text
      .split('\n')
      .flatMap((line, index) => (left.test(line) ? [at(source, index + 1, line.trim())] : [])),
  );
}

const pure: readonly Layer[] = ['contract', 'noun', 'port', 'verb', 'work'];

/** Makers of things that are random or slow by nature, handed to verbs from outside. */
const makers: Readonly<Record<string, RegExp>> = {
  'permission/secret-hash.ts': /randomBytes/,
  'permission/recognize-caller.ts': /randomBytes/,
};

/** Clocks and dice inside the core, which is handed time and ids. */
export function clocksAndDice(house: House): Offence[] {
  const found =
    /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bMath\.random\b|\brandom(?:Bytes|UUID|Int)\(/;
  return house.sources
    .filter(({ path }) => pure.includes(house.layerOf(path) ?? 'main'))
    .flatMap((source) =>
      uses(source, found)
        .filter(() => !makers[source.path])
        .map((line) => at(source, line, 'a clock, or dice')),
    );
}

/** Nouns that hash slowly, wait on purpose, or give others their turn. */
const waiting: readonly string[] = ['permission/secret-hash.ts', 'permission/slowdown.ts'];

export function waitingNouns(house: House): Offence[] {
  return house.sources
    .filter(({ path }) => house.layerOf(path) === 'noun' && !waiting.includes(path))
    .flatMap((source) =>
      uses(source, /\bawait\b|\basync\b|\bPromise\b/).map((line) => at(source, line, 'waits for something')),
    );
}

/** Files that do something as soon as they are imported. */
export function importEffects(house: House): Offence[] {
  return house.sources
    .filter(({ path }) => path !== 'main.ts')
    .flatMap((source) => source.effects.map(({ line, text }) => at(source, line, text)));
}
