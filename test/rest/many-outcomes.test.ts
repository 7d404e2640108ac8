import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';

const refs = Array.from({ length: 701 }, (_, place) => `L${place}`);
const organization = {
  departments: [{ ref: 'hq', name: 'HQ' }],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    ...refs.map((ref) => ({ ref, departmentRef: 'hq' })),
  ],
  courses: [
    { ref: 'a', title: 'A' },
    { ref: 'b', title: 'B' },
  ],
};

describeOnEngines('a request about more pairs than an answer lists', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const words = (outcomes: readonly { outcome: string }[]) => {
    const counts: Record<string, number> = {};
    for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
    return counts;
  };
  const ask = (path: string, body: object) =>
    app.rest('owner', 'POST', `/v1/enrollments${path}`, { courseRefs: ['a', 'b'], ...body });

  test('the list is cut at 1,000 entries, failures first; the counts are exact', async () => {
    const body = { learnerRefs: [...refs, 'x', 'y', 'z'], dueDateType: 'unlimited', mode: 'partial' };
    const dry = await ask('?dryRun=true', body);
    const { status, json } = await ask('', body);
    expect(status).toBe(201);
    expect(json.summary).toEqual({ enrolled: 1_402, alreadyEnrolled: 0, failed: 3 });
    expect(words(json.outcomes)).toEqual({ failed: 3, enrolled: 997 });
    expect(json.outcomes.slice(0, 3)).toMatchObject([
      { learnerRef: 'x', path: '/learnerRefs/701' },
      { learnerRef: 'y' },
      { learnerRef: 'z' },
    ]);
    expect(json.outcomesOmitted).toBe(405);
    expect([dry.status, dry.json.summary, dry.json.outcomesOmitted]).toEqual([200, json.summary, 405]);
    const again = await ask('', body);
    expect(again.status).toBe(200);
    expect(again.json).toMatchObject({
      summary: { enrolled: 0, alreadyEnrolled: 1_402, failed: 3 },
      outcomesOmitted: 405,
    });
    expect(words(again.json.outcomes)).toEqual({ failed: 3, already_enrolled: 997 });
  });

  test('minimal answers only the failures, and how many outcomes it leaves out', async () => {
    const body = { learnerRefs: [...refs, 'x'], dueDateType: 'unlimited', mode: 'partial' };
    const url = '/v1/enrollments';
    const { json } = await app.rest(
      'owner',
      'POST',
      url,
      { courseRefs: ['a', 'b'], ...body },
      { prefer: 'return=minimal' },
    );
    expect(json).toEqual({
      summary: { enrolled: 0, alreadyEnrolled: 1_402, failed: 1 },
      outcomes: [expect.objectContaining({ learnerRef: 'x', outcome: 'failed' })],
      outcomesOmitted: 1_402,
    });
  });

  test('changing and unenrolling many are cut and counted alike', async () => {
    const changed = await ask('/change', {
      learnerRefs: refs,
      dueDateType: 'due_date',
      dueDate: '2030-01-01',
    });
    expect(changed.json.summary).toEqual({ changed: 1_402, notEnrolled: 0, failed: 0 });
    expect([words(changed.json.outcomes), changed.json.outcomesOmitted]).toEqual([{ changed: 1_000 }, 402]);
    const half = await ask('/unenroll', { learnerRefs: refs.slice(0, 300) });
    expect(half.json).toMatchObject({
      summary: { unenrolled: 600, notEnrolled: 0, failed: 0 },
      outcomesOmitted: 0,
    });
    const rest = await ask('/unenroll', { learnerRefs: [...refs, 'x'], mode: 'partial' });
    expect(rest.json.summary).toEqual({ unenrolled: 802, notEnrolled: 600, failed: 1 });
    expect(rest.json.outcomes).toHaveLength(1_000);
    expect(rest.json.outcomes[0]).toMatchObject({ outcome: 'failed', learnerRef: 'x' });
    expect(rest.json.outcomesOmitted).toBe(403);
    expect((await app.rest('owner', 'GET', '/v1/enrollments')).json.items).toEqual([]);
  });
});
