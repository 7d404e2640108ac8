import { afterAll, beforeAll, describe, test } from '@jest/globals';
import fc from 'fast-check';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { expectOrder } from '../durability/bookkeeping.js';
import { company } from '../durability/company.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { commands } from './grants-commands.js';
import { expectAsModelled } from './grants-expectations.js';
import { modelOf } from './grants-model.js';

const start = Date.parse('2026-06-01T12:00:00Z');

describeOnEngines('grants, as a state machine', describe, (engine) => {
  let app: TestApplication;
  let raw: RawDatabase;
  let remove: () => Promise<void>;
  let now = start;
  let used = 0;

  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    const environment = { DATABASE_URL: fresh.url };
    app = await startApplication({ environment, organization: company(900, 2), clock: () => now });
    raw = await openRaw(fresh.url);
  });
  afterAll(async () => {
    await raw.close();
    await app.close();
    await remove();
  });

  test('whatever happens in whatever order, with whatever clock, what is told is what the model tells', async () => {
    const property = fc.asyncProperty(commands, async (some) => {
      // Learners of its own for every run: nothing has to be undone in between.
      const learners = [1, 2, 3].map((place) => `l${used + place}`);
      used += 3;
      const real = {
        app,
        raw,
        setClock: (moment: number) => {
          now = moment;
        },
      };
      const model = modelOf(learners, ['c1', 'c2'], start);
      await fc.asyncModelRun(() => ({ model, real }), some);
      for (const pair of model.pairs) await expectAsModelled(real, pair);
    });
    await fc.assert(property, { numRuns: 12, interruptAfterTimeLimit: 12_000, endOnFailure: false });
    await expectOrder(raw);
  }, 60_000);
});
