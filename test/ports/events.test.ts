import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask, failureOf } from '../asking.js';
import { company } from '../durability/company.js';
import { request } from '../durability/requests.js';

const start = Date.parse('2026-03-01T12:00:00Z');

describeOnEngines('the audit', describe, (engine) => {
  let app: TestApplication;
  let now = start;
  beforeAll(async () => {
    app = await startApplication({ engine, organization: company(20, 1), clock: () => now });
    const token = await app.token('owner');
    const caller = await app.application.gateway.recognize({ kind: 'token', token }, '');
    for (let place = 1; place <= 10; place += 1) {
      now = start + place * 60_000;
      const input = { learnerRefs: [`l${place}`], courseRefs: ['c1'], dueDateType: 'unlimited' };
      const asked =
        place % 2 ? { caller, protocol: 'soap', requestId: '0190a1b2-0000-7000-8000-000000000001' } : {};
      await ask(app, 'enrollLearnersInCourses', input, asked);
    }
    now = start + 660_000;
    await ask(app, 'unenroll', { learnerRefs: ['l1', 'l2'], courseRefs: ['c1'] });
  });
  afterAll(() => app.close());

  const list = (filter: object, limit = 100, cursor?: string) =>
    app.application.database.unitOfWork.read(({ events }) =>
      events.list(
        { since: undefined, until: undefined, operation: undefined, userNo: undefined, ...filter },
        limit,
        cursor,
      ),
    );
  const enrolling = { operation: 'enrollLearnersInCourses' };

  test('tells who did what, when, over which protocol, and what came of it; newest first', async () => {
    const [last, , before] = (await list({})).items;
    expect(last).toMatchObject({
      at: start + 660_000,
      operation: 'unenroll',
      protocol: 'test',
      requestId: null,
      userId: null,
      userRef: null,
      clientId: null,
      detail: { unenrolled: 2 },
    });
    expect(before).toMatchObject({
      at: start + 540_000,
      ...enrolling,
      protocol: 'soap',
      requestId: '0190a1b2-0000-7000-8000-000000000001',
      userId: expect.any(String),
      userRef: 'owner',
      detail: { enrolled: 1, alreadyEnrolled: 0 },
    });
    const moments = (await list({})).items.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
  });

  test('narrows to a span of time: from an instant on, and before one', async () => {
    const at = async (since: number | undefined, until: number | undefined) =>
      (await list({ ...enrolling, since, until })).items.map((event) => (event.at - start) / 60_000);
    expect(await at(start + 480_000, undefined)).toEqual([10, 9, 8]);
    expect(await at(undefined, start + 180_000)).toEqual([2, 1]);
    expect(await at(start + 180_000, start + 300_000)).toEqual([4, 3]);
    expect(await at(start + 180_001, start + 180_002)).toEqual([]);
    expect((await at(-1, Number.MAX_SAFE_INTEGER)).length).toBe(10);
  });

  test('narrows to an operation and to a user', async () => {
    expect((await list({ operation: 'unenroll' })).items.length).toBe(1);
    expect((await list({ operation: 'nothing' })).items).toEqual([]);
    const user = await app.application.database.unitOfWork.read(({ users }) =>
      users.key({ by: 'ref', path: '', values: ['owner'] }),
    );
    const own = (await list({ userNo: user?.no })).items;
    expect(own.length).toBe(5);
    expect(new Set(own.map(({ userRef }) => userRef))).toEqual(new Set(['owner']));
  });

  test('pages join to the whole list, and stay where they are while more happens', async () => {
    const whole = (await list({})).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({}, 3, cursor);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      now += 1_000;
      const input = {
        learnerRefs: [`l${10 + seen.length / 3}`],
        courseRefs: ['c1'],
        dueDateType: 'unlimited',
      };
      if (cursor) await ask(app, 'enrollLearnersInCourses', input);
    } while (cursor);
    expect(seen).toEqual(whole);
    for (const odd of ['x', Buffer.from('["zz"]').toString('base64url')]) {
      expect((await failureOf(ask(app, 'listAuditEvents', { cursor: odd }))).code).toBe('invalid');
    }
  });

  test('has no event for what changed nothing, was refused, or was only tried', async () => {
    const before = (await list({})).items.length;
    const again = { learnerRefs: ['l3'], courseRefs: ['c1'], dueDateType: 'unlimited' };
    await ask(app, 'enrollLearnersInCourses', again);
    await ask(app, 'unenroll', { learnerRefs: ['l1'], courseRefs: ['c1'] });
    await ask(app, 'unenroll', { learnerRefs: ['l3'], courseRefs: ['c1'], dryRun: true });
    await failureOf(ask(app, 'enrollLearnersInCourses', { ...again, learnerRefs: ['nobody', 'l20'] }));
    await ask(app, 'enrollLearnersInCourses', { ...again, learnerRefs: ['l20'], dryRun: true });
    await ask(app, 'revokeToken', { token: 'nobody’s' });
    expect((await list({})).items.length).toBe(before);
  });

  test('an event and what it is about are there together or not at all', async () => {
    const { unitOfWork } = app.application.database;
    const facts = request({ operation: 'half', at: now });
    const failing = unitOfWork.write(facts, async ({ access, events }) => {
      await access.addClient({ clientId: 'half', secretHash: '-', userNo: 1, createdAt: now });
      await events.note({ half: true });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await list({ operation: 'half' })).items).toEqual([]);
    expect(await unitOfWork.read(({ access }) => access.client('half'))).toBeUndefined();
  });
});
