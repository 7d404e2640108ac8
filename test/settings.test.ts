import { describe, expect, test } from '@jest/globals';
import { readSettings, Settings, WrongSetting } from '../src/settings.js';

function complaintAbout(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof WrongSetting) return error.message;
    throw error;
  }
  throw new Error(`Nothing is wrong with ${JSON.stringify(environment)}.`);
}

const wrong: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['HOST', []],
  ['PORT', ['65536', '-1', '80.5', '0x50', 'http', '3000 4000', '1e3']],
  [
    'PUBLIC_URL',
    [
      'example.com',
      'ftp://example.com',
      'https://example.com/',
      'https://example.com?x=1',
      'https://',
      'https://example.com:99999',
    ],
  ],
  ['TRUST_PROXY', ['yes', 'TRUE', '2']],
  [
    'DATABASE_URL',
    [
      'postgres://user:secret-word@host/name',
      'sqlite:',
      'mysql://host',
      'mysql://user:secret-word@host:3306/',
      'mysql://user:secret-word@host:99999/name',
      'mysql://user:secret-word@host:3306/name/more',
      'mysql://user:secret-word#1@host/name',
      'mysql://user:secret-word%zz@host/name',
      'mysql://user:secret-word@host/name?ssl=true',
      'sqlite://data/secret-word.sqlite',
      'sqlite::memory',
      './data/secret-word.sqlite',
    ],
  ],
  ['DATABASE_CONNECTIONS', ['0', '1001', 'ten']],
  ['ACCOUNT_TIME_ZONE', ['Amsterdam', 'Mars/Olympus', '+01:00', 'CEST']],
  ['LOG_LEVEL', ['verbose', 'INFO', '30']],
  ['RATE_LIMIT', ['0', '-1', 'off', '1000001']],
  [
    'CORS_ORIGINS',
    [
      '*',
      'example.com',
      'https://a.example, https://b.example',
      'https://a.example/',
      'https://A.example',
      'https://a.example:443',
      'https://a.example https://b.example:99999',
    ],
  ],
  ['METRICS', ['no', 'off']],
  ['LIMIT_LEARNERS', ['0', '1000001', '1_000']],
  ['LIMIT_COURSES', ['0', '100001']],
  ['LIMIT_MEMBERS', ['0', '1000001']],
  ['GRAPHQL_INTROSPECTION', ['yes', '2']],
  ['GRAPHQL_DEPTH', ['0', '1001']],
  ['GRAPHQL_FIELDS', ['0', '100001']],
  ['GRAPHQL_COMPLEXITY', ['0', 'much']],
  ['LIMIT_PAIRS', ['0', '10000001']],
  ['LIMIT_BODY', ['16MB', '0']],
];

describe('settings', () => {
  test('without any the gateway serves this machine on port 3000, with the embedded database', () => {
    expect(readSettings({})).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      TRUST_PROXY: false,
      DATABASE_URL: 'sqlite:./data/matricula.sqlite',
      DATABASE_CONNECTIONS: 16,
      ACCOUNT_TIME_ZONE: 'UTC',
      LOG_LEVEL: 'info',
      METRICS: true,
      GRAPHQL_INTROSPECTION: true,
      GRAPHQL_DEPTH: 20,
      GRAPHQL_FIELDS: 1_000,
      GRAPHQL_COMPLEXITY: 200_000,
      LIMIT_LEARNERS: 10_000,
      LIMIT_COURSES: 1_000,
      LIMIT_MEMBERS: 100_000,
      LIMIT_PAIRS: 200_000,
      LIMIT_BODY: 16_777_216,
    });
  });

  test('every setting is read, blanks around it aside', () => {
    const given = {
      HOST: '::1',
      PORT: ' 8080 ',
      PUBLIC_URL: 'https://learn.example/gateway',
      TRUST_PROXY: '1',
      DATABASE_URL: 'mysql://gate%40way:s%23cret@db.example:3307/matricula',
      DATABASE_CONNECTIONS: '25',
      ACCOUNT_TIME_ZONE: 'Asia/Kathmandu',
      LOG_LEVEL: 'warn',
      RATE_LIMIT: '50',
      CORS_ORIGINS: 'https://a.example https://b.example:8443',
      METRICS: 'false',
      GRAPHQL_INTROSPECTION: 'false',
      GRAPHQL_DEPTH: '5',
      GRAPHQL_FIELDS: '6',
      GRAPHQL_COMPLEXITY: '7',
      LIMIT_LEARNERS: '1',
      LIMIT_COURSES: '2',
      LIMIT_MEMBERS: '4',
      LIMIT_PAIRS: '3',
      LIMIT_BODY: '1024',
    };
    expect(Object.keys(given).sort()).toEqual(Object.keys(Settings.properties).sort());
    expect(readSettings(given)).toEqual({
      ...given,
      PORT: 8080,
      TRUST_PROXY: true,
      DATABASE_CONNECTIONS: 25,
      RATE_LIMIT: 50,
      METRICS: false,
      GRAPHQL_INTROSPECTION: false,
      GRAPHQL_DEPTH: 5,
      GRAPHQL_FIELDS: 6,
      GRAPHQL_COMPLEXITY: 7,
      LIMIT_LEARNERS: 1,
      LIMIT_COURSES: 2,
      LIMIT_MEMBERS: 4,
      LIMIT_PAIRS: 3,
      LIMIT_BODY: 1024,
    });
  });

  test('an empty variable counts as unset, and what is no setting is not read', () => {
    expect(readSettings({ PORT: '', PUBLIC_URL: ' ', RATE_LIMIT: '', PORTS: 'x' })).toEqual(readSettings({}));
  });

  test('each has a description', () => {
    for (const schema of Object.values(Settings.properties) as { description?: string }[])
      expect(schema.description).toMatch(/\.$/);
  });

  test('every wrong value is refused in a sentence that names the setting and, if it is no secret, the value', () => {
    expect(wrong.map(([name]) => name).sort()).toEqual(Object.keys(Settings.properties).sort());
    for (const [name, values] of wrong) {
      for (const value of values) {
        const complaint = complaintAbout({ [name]: value });
        expect(complaint).toMatch(new RegExp(`^The setting ${name} is wrong: .+\\.$`));
        if (name !== 'DATABASE_URL') expect(complaint).toContain(`“${value}”`);
      }
    }
  });

  test('a DATABASE_URL is never repeated: it may hold a password', () => {
    for (const [name, values] of wrong) {
      if (name !== 'DATABASE_URL') continue;
      for (const value of values) expect(complaintAbout({ [name]: value })).not.toContain('secret-word');
    }
  });
});
