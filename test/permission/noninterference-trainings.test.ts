import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeOnEngines } from '../application.js';
import { ask } from '../asking.js';
import { askGraphql } from '../graphql/asking.js';
import { type Command, changes, commandsOf } from './trainings-commands.js';
import { type Difference, hidden, plain, startWorld, type World } from './trainings-worlds.js';

const learners = ['ann', 'bob', 'tess'];
const callers: Readonly<Record<Difference, readonly string[]>> = {
  people: ['administrator-nl', 'custom-nl', 'looker-nl', 'team-manager', 'manager', ...learners],
  'people and groups': ['team-manager', 'manager', ...learners],
  'people and what is taught': learners,
};

/** A request with the ids of a world for the names in it, of the other world where this one has no such thing. */
function inWorld<T>(request: T, world: World, other: World): T {
  const text = JSON.stringify(request).replaceAll(
    /\{(\w+(?: [\w-]+)+)\}/g,
    (_, name) => world.idOf.get(name) ?? other.idOf.get(name) ?? hidden.enrollment,
  );
  return JSON.parse(text);
}

/** What somebody is told. */
async function told(world: World, other: World, { who, request }: Command): Promise<unknown> {
  const asked = inWorld(request, world, other);
  if ('query' in asked) {
    const { status, data, errors } = await askGraphql(world.app, who, asked.query, asked.variables);
    // Each request is well formed, and answered.
    const codes = (errors ?? []).map((error: { extensions: { code: string } }) => error.extensions.code);
    const isAnswered = !['BadQuery', 'BadInput', 'Broken'].some((code) => codes.includes(code));
    expect([asked, status, isAnswered || errors]).toEqual([asked, 200, true]);
    return plain(world, { data, errors });
  }
  const { status, headers, json } = await world.app.rest(who, asked.method, `/v1${asked.path}`, asked.body);
  const isAnswered = status !== 400 && status < 500;
  expect([asked, status, isAnswered || json]).toEqual([asked, status, true]);
  return plain(world, { status, headers: Object.keys(headers).sort(), json });
}

describeOnEngines('whatever a limited caller asks about trainings and offers', describe, (engine) => {
  describe.each(Object.keys(callers) as Difference[])('%s out of reach', (difference) => {
    let without: World;
    let within: World;
    beforeAll(async () => {
      without = await startWorld(engine);
      within = await startWorld(engine, difference);
    });
    afterAll(async () => {
      await without.app.close();
      await within.app.close();
    });

    test('the answers are the same whether or not they exist', async () => {
      const property = fc.asyncProperty(
        fc.array(commandsOf(callers[difference]), { minLength: 1, maxLength: 15 }),
        async (sequence) => {
          for (const command of sequence) {
            const answer = await told(within, without, command);
            expect([command, answer]).toEqual([command, await told(without, within, command)]);
          }
        },
      );
      const first = changes.filter(({ who }) => callers[difference].includes(who));
      // Each run goes on where the one before ended: a sequence that differs is told as it came, not a shorter one.
      const numRuns = engine === 'mysql' ? 15 : 100;
      await fc.assert(property, { numRuns, endOnFailure: true, examples: [[[...first]]] });
    }, 120_000);

    test('what was to be reached has been reached, and nothing else was touched', async () => {
      const asked = { limit: 1_000 };
      const { items } = await ask(within.app, 'listAuditEvents', asked);
      const done = new Set(items.filter(({ userRef }) => userRef !== null).map(({ operation }) => operation));
      expect([...done]).toEqual(expect.arrayContaining(['chooseSession', 'enrollUsersInOfferEvent']));
      const ofDora = { userRefs: ['dora'], ...asked };
      const participations = (await ask(within.app, 'listParticipations', ofDora)).items;
      expect(participations.filter(({ trainingRef }) => trainingRef === 'shared')).toMatchObject(
        ['participant', 'trainer', 'mentor'].map((role) => ({ role, direct: true, progress: 77 })),
      );
      const enrolled = (await ask(within.app, 'listOfferEventEnrollments', ofDora)).items;
      expect(enrolled.slice(0, 2).map(({ status }) => status)).toEqual(['ENROLLED', 'WAITLISTED']);
    });
  });
});
