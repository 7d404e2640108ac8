import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { failureOf } from '../asking.js';

describeOnEngines('days of sessions in a file', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization: { trainings: [{ ref: 't', title: 'T' }] } });
  });
  afterAll(() => app.close());

  test('an id that two sessions give their days is a conflict, and nothing is loaded', async () => {
    const days = [{ id: '50000000-0000-4000-8000-000000000001', startAt: '2030-01-01', duration: 60 }];
    const session = (ref: string) => ({ ref, trainingRef: 't', days });
    const both = await failureOf(app.load({ sessions: [session('a'), session('b')] }));
    await app.load({ sessions: [session('a')] });
    await app.load({ sessions: [session('a')] });
    const other = await failureOf(app.load({ sessions: [session('b')] }));
    for (const { code, violations } of [both, other])
      expect([code, violations]).toMatchObject(['conflict', [{ path: '/sessions', rule: 'taken' }]]);
  });
});
