import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshDatabase, openRaw } from '../raw-database.js';
import { enrolling, unlimited } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

describe('a learner who is enrolled for another reason as well', () => {
  let soap: SoapCaller;
  let id: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase('sqlite');
    remove = fresh.remove;
    soap = await startSoap({ environment: { DATABASE_URL: fresh.url } });
    await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['safety'], ['anna']));
    const raw = await openRaw(fresh.url);
    // Units come later: until then only the table knows of grants that they give.
    await raw.run(`INSERT INTO decisions (no, activity_no, policy, access_at, due_at, lock_after_due, continues, given_at, event_id)
      SELECT 7, activity_no, policy, access_at, due_at, 0, 0, given_at, event_id FROM decisions`);
    await raw.run(`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
      SELECT user_no, activity_no, role, 2, 5, ended_at, 7 FROM grants`);
    await raw.close();
    id = `<enrollmentId>${await soap.enrollmentId('anna', 'safety')}</enrollmentId>`;
  });
  afterAll(async () => {
    await soap.app.close();
    await remove();
  });

  test('stays enrolled after Unenroll; from then on the fault says by what the enrollment is held', async () => {
    expect((await soap.call('owner', 'Unenroll', id)).payload.name).toBe('successResult');
    expect(await soap.enrolled()).toEqual(['anna in safety']);
    const held = /It is held by: unit since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00\.$/;
    const again = await soap.call('owner', 'Unenroll', id);
    expect(again.fault).toMatchObject({
      text: 'Wrong parameters',
      code: 'conflict',
      message: expect.stringMatching(held),
      violations: [{ path: '/enrollmentId', rule: 'linked_via' }],
    });
    const change = await soap.call('owner', 'ChangeEnrollment', id + unlimited);
    expect(change.fault).toMatchObject({
      text: 'Wrong Parameters',
      code: 'conflict',
      message: expect.stringMatching(held),
    });
    expect(await soap.enrolled()).toEqual(['anna in safety']);
  });
});
