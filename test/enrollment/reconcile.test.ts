import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { freshDatabase, openRaw, type RawDatabase } from '../raw-database.js';
import { organization } from '../rest/organization.js';

describeOnEngines('comparing enrollments with what should be', describe, (engine) => {
  let app: TestApplication;
  let raw: RawDatabase;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    app = await startApplication({ environment: { DATABASE_URL: fresh.url }, organization });
    raw = await openRaw(fresh.url);
    for (const [ref, userRefs] of [
      ['crew', ['ann', 'bob']],
      ['staff', ['cas']],
    ] as const) {
      await ask(app, 'addGroup', { ref, name: ref, userRefs: [...userRefs] });
      await ask(app, 'addGroupsToTraining', { trainingRef: 'day', groupRefs: [ref] });
    }
  });
  afterAll(async () => {
    await raw.close();
    await app.close();
    await remove();
  });

  const participants = async () =>
    (await ask(app, 'listTrainingParticipants', { trainingRef: 'day' })).items
      .map(({ userRef }) => userRef)
      .sort();
  const reconcile = async (input: object) => (await ask(app, 'reconcileEnrollments', input)).summary;
  const nothing = { begun: 0, ended: 0, seatsTaken: 0 };
  const userNo = (ref: string) => `(SELECT no FROM users WHERE ref = '${ref}')`;
  /** As if a writer had forgotten that memberships changed: bob has left the crew, dora has joined it. */
  const forget = async () => {
    await raw.run(`UPDATE unit_members SET user_no = ${userNo('dora')} WHERE user_no = ${userNo('bob')}`);
  };
  const mend = async () => {
    await raw.run(`UPDATE unit_members SET user_no = ${userNo('bob')} WHERE user_no = ${userNo('dora')}`);
  };

  test('finds nothing to do on a healthy account, and is told in the audit all the same', async () => {
    expect(await reconcile({})).toEqual(nothing);
    const { items } = await ask(app, 'listAuditEvents', { operation: 'reconcileEnrollments' });
    expect(items[0]?.detail).toEqual(nothing);
  });

  test('begins what is missing and ends what nothing justifies, after a dry run that tells the same', async () => {
    await forget();
    const both = { begun: 1, ended: 1, seatsTaken: 0 };
    expect(await reconcile({ dryRun: true })).toEqual(both);
    expect(await participants()).toEqual(['ann', 'bob', 'cas']);
    expect(await reconcile({})).toEqual(both);
    expect(await participants()).toEqual(['ann', 'cas', 'dora']);
    expect(await reconcile({})).toEqual(nothing);
    await mend();
    await reconcile({});
  });

  test('of one user or one group it looks at nobody else', async () => {
    await forget();
    expect(await reconcile({ userRefs: ['ann', 'cas'] })).toEqual(nothing);
    expect(await reconcile({ groupRefs: ['staff'] })).toEqual(nothing);
    expect(await reconcile({ userRefs: ['dora'] })).toEqual({ ...nothing, begun: 1 });
    expect(await participants()).toEqual(['ann', 'bob', 'cas', 'dora']);
    expect(await reconcile({ groupRefs: ['crew'] })).toEqual({ ...nothing, ended: 1 });
    expect(await participants()).toEqual(['ann', 'cas', 'dora']);
    await mend();
    await reconcile({});
  });

  test('ends grants of a link that is not there any more', async () => {
    await raw.run('DELETE FROM unit_activities');
    expect(await reconcile({ userRefs: ['ann'] })).toEqual({ ...nothing, ended: 1 });
    expect(await reconcile({})).toEqual({ ...nothing, ended: 2 });
    expect(await participants()).toEqual([]);
  });

  test('takes seats from whoever may not attend any more', async () => {
    const days = [{ startAt: '2999-01-02', duration: 60 }];
    await ask(app, 'createTrainingSession', { trainingRef: 'day', ref: 'late', capacity: 1, days });
    await ask(app, 'addUsersToTraining', { trainingRef: 'day', userRefs: ['ann', 'cas'] });
    for (const userRef of ['ann', 'cas']) await ask(app, 'chooseSession', { sessionRef: 'late', userRef });
    await raw.run(`UPDATE grants SET ended_at = 1 WHERE user_no = ${userNo('ann')}`);
    expect(await reconcile({})).toEqual({ ...nothing, seatsTaken: 1 });
    const { items } = await ask(app, 'listSessionPlaces', { sessionRef: 'late' });
    expect(items).toEqual([expect.objectContaining({ userRef: 'cas', status: 'attending' })]);
  });

  test('somebody unknown, or users and groups at once, are refused and change nothing', async () => {
    const refusal = async (body: object) =>
      (await app.rest('admin', 'POST', '/v1/enrollments/reconcile', body)).json.violations;
    expect(await refusal({ userRefs: ['ann', 'nobody'] })).toMatchObject([
      { path: '/userRefs/1', rule: 'unknown' },
    ]);
    expect(await refusal({ userRefs: ['ann'], groupRefs: ['crew'] })).toMatchObject([
      { rule: 'at_most_one' },
    ]);
  });
});
