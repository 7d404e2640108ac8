import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { protocols } from '../dialects/any-operation.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { take } from './seats-expected.js';
import { expectLawful, look, shownOf } from './seats-laws.js';
import { possible, World } from './seats-model.js';
import { begin, everyWorld, takeReally } from './seats-sending.js';
import { stepsArbitrary } from './seats-steps.js';

/** Each step goes over a protocol of its own. */
const overEach = fc.infiniteStream(fc.constantFrom(...protocols));

/** What a comparison with what should be finds on a healthy account. */
const nothingToDo = { begun: 0, ended: 0, seatsTaken: 0 };

describeOnEngines('grants, seats and lines, as a state machine', describe, (engine) => {
  let app: TestApplication;
  let raw: RawDatabase;
  let remove: () => Promise<void>;
  let serial = 0;

  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    app = await startApplication({ environment: { DATABASE_URL: fresh.url }, organization: everyWorld });
    raw = await openRaw(fresh.url);
  }, 60_000);
  afterAll(async () => {
    await raw.close();
    await app.close();
    await remove();
  });

  test('whatever happens in whatever order: no enrollment without a grant, nobody beyond the seats, no line overtaken, no reason ended but the one that was', async () => {
    const property = fc.asyncProperty(stepsArbitrary, overEach, async (steps, over) => {
      serial += 1;
      const end = `-${serial}`;
      const real = { app, of: (name: string) => name + end };
      await begin(real);
      const world = new World();
      let before = await look(real, raw);
      expect(before).toEqual(shownOf(world));
      for (const wanted of steps) {
        const step = possible(world, wanted);
        if (!step) continue;
        const { value: protocol } = over.next();
        const told = take(world, step);
        expect({ step, protocol, told: await takeReally(real, step, protocol) }).toEqual({
          step,
          protocol,
          told,
        });
        const now = await look(real, raw);
        expectLawful(world, before, now);
        expect({ step, now }).toEqual({ step, now: shownOf(world) });
        before = now;
      }
      const found = await ask(app, 'reconcileEnrollments', {});
      expect({ steps, found: found.summary }).toEqual({ steps, found: nothingToDo });
    });
    await fc.assert(property, { numRuns: engine === 'sqlite' ? 50 : 12 });
  }, 300_000);
});
