import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { type Application, compose } from '../src/compose.js';
import type { OrganizationFile } from '../src/contract/organization-file.js';
import { operator } from '../src/permission/caller.js';
import { readSettings } from '../src/settings.js';
import { whyNoMySql } from './describe-on-mysql.js';
import { freshMySqlDatabase, hasMySql } from './mysql-for-tests.js';

export type EngineName = 'sqlite' | 'mysql';

/**
 * The engines that a storage suite runs on: SQLite always, MariaDB where the test run could start one (see
 * `global-setup.mjs`; where it could not, the run says so and these suites are skipped).
 */
export const engines: readonly { readonly name: EngineName; readonly available: boolean }[] = [
  { name: 'sqlite', available: true },
  { name: 'mysql', available: hasMySql() },
];

/** `describe` once per engine; a suite whose engine is not there is skipped, with the reason in its name. */
export function describeOnEngines(
  name: string,
  describe: { (name: string, body: () => void): void; skip(name: string, body: () => void): void },
  body: (engine: EngineName) => void,
): void {
  for (const engine of engines) {
    if (engine.available) describe(`${name} (${engine.name})`, () => body(engine.name));
    else describe.skip(`${name} (${engine.name}; ${whyNoMySql})`, () => body(engine.name));
  }
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered.
  readonly json: any;
}

export interface TestApplication {
  readonly application: Application;
  readonly server: FastifyInstance;
  /** An access token for the user of this ref. */
  token(userRef: string): Promise<string>;
  /** A REST request as the user of this ref; `null`: without credentials. */
  rest(
    asRef: string | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<TestAnswer>;
  /** A SOAP request: the envelope as it stands. */
  soap(envelope: string | Buffer, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  /** Loads more of an organisation. */
  load(file: OrganizationFile): Promise<void>;
  close(): Promise<void>;
}

export interface TestOptions {
  readonly engine?: EngineName;
  readonly environment?: Readonly<Record<string, string>>;
  /** The sample organisation unless told otherwise; `null`: an empty database. */
  readonly organization?: OrganizationFile | null;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
}

export function sampleOrganization(): OrganizationFile {
  return JSON.parse(readFileSync(new URL('../sample/organization.json', import.meta.url), 'utf8'));
}

/** The application as it is shipped, through `compose()`, on a database of its own. */
export async function startApplication(options: TestOptions = {}): Promise<TestApplication> {
  const url = options.engine === 'mysql' ? await freshMySqlDatabase() : 'sqlite::memory:';
  const settings = readSettings({ DATABASE_URL: url, LOG_LEVEL: 'silent', ...options.environment });
  const application = await compose(settings, pino({ level: settings.LOG_LEVEL }), options.clock);
  await application.database.migrate();
  const server = await application.server();
  const tokens = new Map<string, Promise<string>>();
  const circumstances = { protocol: 'command line', requestId: null };

  const load = async (file: OrganizationFile) => {
    await application.gateway.perform('loadOrganization', operator, file, circumstances);
  };
  const issue = async (userName: string) => {
    const input = { lifetime: 36_000, userName };
    return (await application.gateway.perform('issueToken', operator, input, circumstances)).output
      .accessToken;
  };
  const token = (userRef: string) => {
    const known = tokens.get(userRef) ?? issue(userRef);
    tokens.set(userRef, known);
    return known;
  };
  if (options.organization !== null) await load(options.organization ?? sampleOrganization());

  return {
    application,
    server,
    token,
    load,
    async rest(asRef, method, path, body, headers = {}) {
      const authorization = asRef === null ? {} : { authorization: `Bearer ${await token(asRef)}` };
      const answer = await server.inject({
        method,
        url: path,
        headers: { ...authorization, ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      return answerOf(answer);
    },
    async soap(envelope, headers = {}) {
      const answer = await server.inject({
        method: 'POST',
        url: '/soap',
        headers: { 'content-type': 'text/xml; charset=utf-8', ...headers },
        payload: envelope,
      });
      return answerOf(answer);
    },
    close: () => application.close(),
  };
}

function answerOf(answer: {
  statusCode: number;
  headers: TestAnswer['headers'];
  payload: string;
}): TestAnswer {
  const { payload: text } = answer;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: answer.statusCode, headers: answer.headers, text, json };
}
