import { expect } from '@jest/globals';
import { engines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import type { Case, Facts, Sent } from './case.js';
import { askInGraphql } from './graphql-driver.js';
import { organization, people } from './organization.js';
import { askRest } from './rest-driver.js';
import { askSoap } from './soap-driver.js';
import { askVendor, completed } from './vendor-driver.js';

type Driver = (app: TestApplication, one: Case, sent: Sent) => Promise<Facts>;

const soap11: Driver = (app, one, sent) => askSoap(app, '1.1', one, sent);
const soap12: Driver = (app, one, sent) => askSoap(app, '1.2', one, sent);

const drivers: readonly { name: string; engine: 'sqlite' | 'mysql'; driver: Driver }[] = [
  { name: 'REST', engine: 'sqlite', driver: askRest },
  { name: 'SOAP 1.1', engine: 'sqlite', driver: soap11 },
  { name: 'SOAP 1.2', engine: 'sqlite', driver: soap12 },
  { name: 'GraphQL', engine: 'sqlite', driver: askInGraphql },
  { name: 'vendor', engine: 'sqlite', driver: askVendor },
  { name: 'SOAP 1.1 on MariaDB', engine: 'mysql', driver: soap11 },
];

interface World {
  readonly name: string;
  readonly driver: Driver;
  readonly app: TestApplication;
  /** Ids of enrollments by the pair, and back. */
  readonly ids: Map<string, string>;
  readonly pairs: Map<string, string>;
  /** Ids of the audit events that are known. */
  readonly events: Set<string>;
}

/** One organisation as often as there are protocols: what happens in one has to happen in all. */
export interface Worlds {
  /**
   * Says the case in every protocol, each to its own world, and holds what came of it against each other: the answer,
   * every enrollment and its explanation, what the audit says. The answer, the same everywhere, is given back.
   */
  same(one: Case): Promise<Facts>;
  /** How an enrollment stands now, with the terms that hold for it. */
  look(learnerRef: string, courseRef: string): Promise<Record<string, unknown> | undefined>;
  close(): Promise<void>;
}

export async function startWorlds(): Promise<Worlds> {
  let now = Date.parse('2026-03-10T09:00:00Z');
  const available = new Set(engines.filter((one) => one.available).map((one) => one.name));
  const worlds: World[] = [];
  // One after the other: several that start at once keep each other from their databases.
  for (const { name, engine, driver } of drivers) {
    if (!available.has(engine)) continue;
    const app = await startApplication({ engine, organization, clock: () => now });
    for (const ref of people) await app.token(ref);
    const world = { name, driver, app, ids: new Map(), pairs: new Map(), events: new Set<string>() };
    await Promise.all([rowsOf(world), newsOf(world)]);
    worlds.push(world);
  }
  const [first] = worlds;
  if (!first) throw new Error('there is no world');
  return {
    async same(one) {
      now += 1_000;
      const told = await Promise.all(
        worlds.map(async (world): Promise<[string, Told]> => [world.name, await tell(world, one)]),
      );
      const [[, answer] = []] = told;
      if (!answer) throw new Error('nobody answered');
      const whole = told.map(([name, one]): [string, Told] => [
        name,
        { ...one, facts: completed(one.facts, answer.facts) },
      ]);
      expect(Object.fromEntries(whole)).toEqual(Object.fromEntries(told.map(([name]) => [name, answer])));
      return answer.facts;
    },
    async look(learnerRef, courseRef) {
      const items = await rowsOf(first);
      return items.find((item) => item['learnerRef'] === learnerRef && item['courseRef'] === courseRef);
    },
    async close() {
      await Promise.all(worlds.map(({ app }) => app.close()));
    },
  };
}

interface Told {
  readonly facts: Facts;
  readonly rows: readonly object[];
  readonly events: readonly object[];
  readonly explained: unknown;
}

async function tell(world: World, one: Case): Promise<Told> {
  const { enrollmentId, ...fields } = one.input;
  const named =
    typeof enrollmentId === 'object'
      ? (world.ids.get(`${enrollmentId.learner} ${enrollmentId.course}`) ?? 'never-enrolled')
      : enrollmentId;
  const sent: Sent = { ...(named === undefined ? {} : { enrollmentId: named }), ...fields };
  const facts = await world.driver(world.app, one, sent);
  const [rows, events] = [await rowsOf(world), await newsOf(world)];
  const explained = events.length > 0 ? await explain(world, sent) : [];
  return normal(world, { facts, rows, events, explained });
}

/** What the audit has to say since it was asked before. */
async function newsOf(world: World): Promise<readonly object[]> {
  const { items } = await ask(world.app, 'listAuditEvents', { limit: 20 });
  const news = items.filter(({ id }) => !world.events.has(id));
  for (const { id } of news) world.events.add(id);
  return news.map(({ operation, userRef, detail }) => ({ operation, userRef, detail }));
}

/** Every enrollment, active or ended, and every pair by its id. */
async function rowsOf(world: World): Promise<readonly Record<string, unknown>[]> {
  const whole = { limit: 10_000, status: ['active', 'ended'] };
  const { items } = await ask(world.app, 'listEnrollments', whole);
  for (const { id, learnerRef, courseRef } of items) {
    world.ids.set(`${learnerRef} ${courseRef}`, id);
    world.pairs.set(id, `${learnerRef} ${courseRef}`);
  }
  return items;
}

/** The whole story of the enrollments that a case was about, but over which protocol and in which event. */
async function explain(
  world: World,
  { enrollmentId, learnerIds = [], courseIds = [] }: Sent,
): Promise<unknown> {
  const pairs = learnerIds.flatMap((learner) =>
    courseIds.map((course) => world.ids.get(`${learner} ${course}`)),
  );
  const stories = [enrollmentId, ...pairs]
    .filter((id) => id !== undefined && world.pairs.has(id))
    .slice(0, 3);
  return await Promise.all(
    stories.map(async (id) => {
      const { grants } = await ask(world.app, 'explainEnrollment', { enrollmentId: id });
      return grants.map(({ givenBy, endedBy, givenOver, eventId, endEventId, ...grant }) => ({
        ...grant,
        givenBy: givenBy?.userRef,
        endedBy: endedBy?.userRef,
        ended: endEventId !== null,
      }));
    }),
  );
}

/** Ids of enrollments are made by chance: the pair stands for them. */
function normal<T>(world: World, value: T): T {
  return JSON.parse(JSON.stringify(value), (_, text) =>
    typeof text === 'string' ? (world.pairs.get(text) ?? text) : text,
  );
}
