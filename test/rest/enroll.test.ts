import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';

const organization = {
  departments: [{ ref: 'hq', name: 'HQ' }],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    { ref: 'x', departmentRef: 'hq' },
  ],
  courses: [{ ref: 'c', title: 'C' }],
};

describeOnEngines('enrolling over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  test('the first time enrolls, the second time changes nothing', async () => {
    const body = { courseRefs: ['c'], learnerRefs: ['x'], dueDateType: 'unlimited' };
    const first = await app.rest('owner', 'POST', '/v1/enrollments', body);
    expect(first.json).toMatchObject({ summary: { enrolled: 1 } });
    expect(first.status).toBe(201);
    const second = await app.rest('owner', 'POST', '/v1/enrollments', body);
    expect(second.json).toMatchObject({ summary: { enrolled: 0, alreadyEnrolled: 1 } });
    expect(second.status).toBe(200);
    const third = await app.rest('owner', 'POST', '/v1/enrollments', body);
    expect(third.json.outcomes).toEqual(second.json.outcomes);
  });
});
