import { Ajv, type ErrorObject } from 'ajv';
import Type, { type Static } from 'typebox';
import { readScalar } from './contract/lexical.js';
import { isTimeZone } from './enrollment/instant.js';

const count = (usual: number, most: number, description: string) =>
  Type.Integer({ minimum: 1, maximum: most, default: usual, description });

/** Every setting, read from the environment. */
export const Settings = Type.Object({
  HOST: Type.String({ minLength: 1, default: '127.0.0.1', description: 'Address to listen on.' }),
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 3000,
    description: 'Port to listen on; 0: any free one.',
  }),
  PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: '^https?://[^/?#\\s]+(/[^?#\\s]*[^/?#\\s])?$',
      description:
        'How callers reach this server, for the WSDL; without a slash at the end. Unset: the host that was asked.',
    }),
  ),
  TRUST_PROXY: Type.Boolean({
    default: false,
    description:
      'Believe what the nearest proxy says in the X-Forwarded headers. Only where nobody else can reach the port.',
  }),
  DATABASE_URL: Type.String({
    // No file that somebody meant otherwise: sqlite://data/x would be in the folder /data, sqlite::memory a file.
    pattern: '^(sqlite:(?!//[^/]|:(?!memory:$)).+|mysql://[^/]+/.+)$',
    default: 'sqlite:./data/matricula.sqlite',
    description: 'sqlite:<file>, sqlite::memory:, or mysql://user:password@host:port/name.',
  }),
  DATABASE_CONNECTIONS: count(16, 1_000, 'Connections kept to a MySQL server at most.'),
  ACCOUNT_TIME_ZONE: Type.String({
    default: 'UTC',
    description: 'IANA name; for dates without an offset where no organisation file has named a zone.',
  }),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    default: 'info',
    description: 'From which level on the log is written.',
  }),
  RATE_LIMIT: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'Requests a second per caller; unset: no limit.',
    }),
  ),
  CORS_ORIGINS: Type.Optional(
    Type.String({
      pattern: '^https?://[^/,\\s]+(\\s+https?://[^/,\\s]+)*$',
      description: 'Origins whose pages may call, as https://host, separated by blanks; unset: none.',
    }),
  ),
  GRAPHQL_INTROSPECTION: Type.Boolean({
    default: true,
    description: 'Whether the GraphQL schema can be asked for; GraphiQL needs it.',
  }),
  GRAPHQL_DEPTH: count(20, 1_000, 'Levels of fields in one GraphQL query at most.'),
  GRAPHQL_FIELDS: count(1_000, 100_000, 'Fields in one GraphQL query at most, aliases counted one by one.'),
  GRAPHQL_COMPLEXITY: count(
    200_000,
    1_000_000_000,
    'Values that one GraphQL query may ask for at most: fields times how often pages may have them.',
  ),
  METRICS: Type.Boolean({ default: true, description: 'Whether /metrics answers.' }),
  LIMIT_LEARNERS: count(10_000, 1_000_000, 'Learners in one request at most.'),
  LIMIT_COURSES: count(1_000, 100_000, 'Courses in one request at most.'),
  LIMIT_MEMBERS: count(100_000, 1_000_000, 'Members of a group in one request at most.'),
  LIMIT_PAIRS: count(200_000, 10_000_000, 'Learners times courses in one request at most.'),
  LIMIT_BODY: count(16 * 1024 * 1024, 1024 * 1024 * 1024, 'Bytes of one request at most, after inflating.'),
});

export type Settings = Static<typeof Settings>;

/** A wrong setting, in a sentence that names it. */
export class WrongSetting extends Error {}

/** Reads the settings; fails with `WrongSetting` for the first wrong one. An empty variable counts as unset. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(Settings.properties)) {
    const text = environment[name]?.trim();
    if (text) given[name] = readScalar(text, schema);
  }
  const check = new Ajv({ useDefaults: true, strict: false, meta: false, validateSchema: false }).compile(
    Settings,
  );
  if (!check(given)) {
    const [error] = check.errors ?? [];
    const name = error?.instancePath.slice(1) ?? '';
    const { description = '' } =
      (Settings.properties as Record<string, { description?: string }>)[name] ?? {};
    throw wrong(
      name,
      `${shown(name, environment)} ${error ? reason(error) : 'is not valid'}. ${description}`,
    );
  }
  const settings = given as Settings;
  for (const [name, { fits, reason }] of Object.entries(judgements)) {
    const text = given[name];
    if (typeof text === 'string' && !fits(text)) throw wrong(name, `${shown(name, environment)} ${reason}`);
  }
  return settings;
}

function wrong(name: string, why: string): WrongSetting {
  return new WrongSetting(`The setting ${name} is wrong: ${why}`);
}

/** The value as it was given; never one that holds a password. */
function shown(name: string, environment: Readonly<Record<string, string | undefined>>): string {
  return name === 'DATABASE_URL' ? 'it' : `“${environment[name]?.trim()}”`;
}

function reason({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'pattern') return 'does not have the form that is needed';
  if (keyword === 'enum') return `is none of ${(params['allowedValues'] as unknown[]).join(', ')}`;
  return message ?? 'is not valid';
}

/** What no pattern tells. */
const judgements: Readonly<
  Partial<Record<keyof Settings, { readonly fits: (text: string) => boolean; readonly reason: string }>>
> = {
  PUBLIC_URL: { fits: (text) => URL.canParse(text), reason: 'is no address.' },
  DATABASE_URL: {
    fits: (text) => !text.startsWith('mysql:') || isDatabaseAddress(text),
    reason:
      'must be mysql://user:password@host:port/name and nothing more, with percent-encoding for special characters in user and password.',
  },
  ACCOUNT_TIME_ZONE: {
    fits: isTimeZone,
    reason: 'is not the IANA name of a time zone, such as Europe/Amsterdam.',
  },
  CORS_ORIGINS: {
    fits: (text) => text.split(/\s+/).every(isOrigin),
    reason:
      'has an origin that no browser sends: hosts are in lower case, and a port is named only where it is not the usual one.',
  },
};

/** Whether all of it will be read, and as it was meant. */
function isDatabaseAddress(text: string): boolean {
  try {
    const { username, password, hostname, pathname, search, hash } = new URL(text);
    decodeURIComponent(username + password + pathname);
    return hostname !== '' && /^\/[^/]+$/.test(pathname) && search + hash === '';
  } catch {
    return false;
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
