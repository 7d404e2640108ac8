import { join } from 'node:path';
import { fill } from './bare/database.js';
import type { Engine } from './engine.js';
import { type Program, run, type Server, startServer, type Workshop } from './processes.js';
import type { Protocol } from './requests.js';
import { type Organisation, OWNER, Pairs, REGIONAL } from './seed.js';

/** A running server on a database of its own. */
export interface Subject {
  server: Server;
  pairs: Pairs;
  /** Ends the process and starts a fresh one on the same database. */
  restart(): Promise<void>;
}

/** A server and the way it is spoken to. */
export interface Contender {
  name: string;
  protocol: Protocol;
  token: string;
  subject: Subject;
}

async function startSubject(
  workshop: Workshop,
  program: Program,
  organisation: Organisation,
): Promise<Subject> {
  const subject: Subject = {
    server: await startServer(workshop, program),
    pairs: new Pairs(organisation),
    restart: async () => {
      await subject.server.stop();
      subject.server = await startServer(workshop, program);
    },
  };
  return subject;
}

export const BARE = ['batched', 'cross join'] as const;

/** `scripts`: the folder of the compiled bare servers. */
export async function startBare(
  workshop: Workshop,
  engine: Engine,
  organisation: Organisation,
  scripts: string,
): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const name of BARE) {
    const file = name.replace(' ', '-');
    const url = await engine.createDatabase(`bench_${file.replace('-', '_')}`);
    await fill(url, organisation.learners, organisation.courses);
    const program = { name, command: [join(scripts, `${file}.js`)], env: { DATABASE_URL: url } };
    const subject = await startSubject(workshop, program, organisation);
    contenders.push({ name, protocol: 'REST', token: 'none', subject });
  }
  return contenders;
}

/** A bare server of one scenario: that adds users and replaces the members of a group, or that shows a page. */
export async function startBareOther(
  workshop: Workshop,
  engine: Engine,
  organisation: Organisation,
  scripts: string,
  name: 'people' | 'page',
): Promise<Contender> {
  const url = await engine.createDatabase(`bench_${name}`);
  await fill(url, organisation.learners, organisation.courses);
  const program = { name, command: [join(scripts, `${name}.js`)], env: { DATABASE_URL: url } };
  const subject = await startSubject(workshop, program, organisation);
  return { name: 'bare', protocol: 'REST', token: 'none', subject };
}

export interface Ours {
  subject: Subject;
  /** Access tokens of the owner and of the administrator of region 0. */
  owner: string;
  regional: string;
}

export async function startOurs(
  workshop: Workshop,
  engine: Engine,
  organisation: Organisation,
  main: string,
  database: string,
): Promise<Ours> {
  const env = { DATABASE_URL: await engine.createDatabase(database) };
  const command = (...args: string[]) =>
    run(workshop, { name: args.join(' '), command: [main, ...args], env });
  if (engine.name === 'MariaDB') await command('migrate');
  await command('load', organisation.file);
  const owner = await command('token', OWNER, '--hours', '10');
  const regional = await command('token', REGIONAL, '--hours', '10');
  const program = { name: database, command: [main, 'serve'], env };
  return { subject: await startSubject(workshop, program, organisation), owner, regional };
}

export const OURS: Record<Protocol, string> = {
  REST: 'ours over REST',
  SOAP: 'ours over SOAP',
  GraphQL: 'ours over GraphQL',
};

/** Our server as often as there are ways to speak to it: over REST and over SOAP, unless told otherwise. */
export function asContenders(
  { subject, owner }: Ours,
  protocols: readonly Protocol[] = ['REST', 'SOAP'],
): Contender[] {
  return protocols.map((protocol) => ({ name: OURS[protocol], protocol, token: owner, subject }));
}
