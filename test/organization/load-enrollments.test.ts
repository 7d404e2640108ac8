import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { writeInstant } from '../../src/enrollment/instant.js';
import { everyone } from '../../src/permission/reach.js';
import { describeOnEngines } from '../application.js';
import { type Loading, noFilter, nothingDone, now, small, startLoading } from './loading.js';

type Entry = NonNullable<OrganizationFile['enrollments']>[number];

const legacyId = 'D7E8F9A0-51BC-11EA-B06D-0242AC110004';
const plain: Entry = { learnerRef: 'u1', courseRef: 'c1', dueDateType: 'unlimited' };

describeOnEngines('loading enrollments', describe, (engine) => {
  let loading: Loading;
  beforeEach(async () => {
    loading = await startLoading(engine);
  });
  afterEach(() => loading.close());

  const listed = async (zone = 'Europe/Amsterdam') => {
    const page = await loading.read((ports) => ports.enrollments.list(noFilter, everyone, 1_000, undefined));
    return page.items.map(({ id, learnerRef, courseRef, active, terms }) => ({
      id,
      learnerRef,
      courseRef,
      active,
      accessAt: writeInstant(terms.accessAt, zone),
      dueAt: terms.dueAt === null ? null : writeInstant(terms.dueAt, zone),
      lock: terms.lockAfterDueDate,
      asked: terms.asked,
    }));
  };
  const history = (id: string) => loading.read((ports) => ports.enrollments.history(id));
  /** Ends the direct grants of an enrollment, as an administrator would. */
  const end = async (id: string) => {
    const identity = {
      eventId: '0190a1b2-0000-7000-8000-0000000000ff',
      at: now + 1_000,
      operation: 'unenroll',
      protocol: 'test',
      requestId: null,
      userNo: null,
      clientId: null,
      dryRun: false,
    };
    await loading.unitOfWork.write(identity, async (ports) => {
      await ports.grants.end(await ports.grants.lock({ ids: [id] }, everyone), now + 1_000);
    });
  };

  test('each policy is decided in the time zone of the file', async () => {
    await loading.load({
      ...small,
      courses: [
        { ref: 'c1', title: 'C1' },
        {
          ref: 'c2',
          title: 'C2',
          dueDatePolicy: { type: 'due_date', dueDate: '2026-12-31', lockAfterDueDate: true },
        },
        { ref: 'c3', title: 'C3' },
        { ref: 'c4', title: 'C4' },
      ],
      enrollments: [
        plain,
        { learnerRef: 'u1', courseRef: 'c2', dueDateType: 'default', accessDate: '2026-07-01' },
        {
          learnerRef: 'u1',
          courseRef: 'c3',
          dueDateType: 'due_date',
          dueDate: '2026-06-30',
          lockAfterDueDate: true,
        },
        {
          learnerRef: 'u1',
          courseRef: 'c4',
          dueDateType: 'due_period',
          duePeriod: 24,
          accessDate: '2026-03-28 12:00',
        },
      ],
    });
    expect(await listed()).toMatchObject([
      { courseRef: 'c1', accessAt: '2026-05-04T12:00:00+02:00', dueAt: null, lock: false },
      {
        courseRef: 'c2',
        accessAt: '2026-07-01T00:00:00+02:00',
        dueAt: '2026-12-31T23:59:59+01:00',
        lock: true,
      },
      { courseRef: 'c3', dueAt: '2026-06-30T23:59:59+02:00', lock: true },
      {
        courseRef: 'c4',
        accessAt: '2026-03-28T12:00:00+01:00',
        dueAt: '2026-03-29T13:00:00+02:00',
        lock: false,
      },
    ]);
  });

  test('fields that do not belong to the policy are not even read', async () => {
    const useless = { dueDate: '', duePeriod: 'abc', lockAfterDueDate: null };
    const entries = [
      { ...plain, ...useless },
      { ...plain, ...useless, courseRef: 'c2', dueDateType: 'default' },
      {
        ...plain,
        ...useless,
        courseRef: 'c3',
        dueDateType: 'due_date',
        dueDate: '2026-06-30',
        lockAfterDueDate: true,
      },
      {
        ...plain,
        ...useless,
        courseRef: 'c4',
        dueDateType: 'due_period',
        duePeriod: 1,
        lockAfterDueDate: false,
      },
    ];
    await loading.load({
      ...small,
      courses: ['c1', 'c2', 'c3', 'c4'].map((ref) => ({ ref, title: ref })),
      enrollments: entries as Entry[],
    });
    const none = { dueDate: null, duePeriod: null, lockAfterDueDate: null };
    expect((await listed()).map(({ asked }) => asked)).toEqual([
      { dueDateType: 'unlimited', ...none },
      { dueDateType: 'default', ...none },
      { dueDateType: 'due_date', ...none, dueDate: '2026-06-30', lockAfterDueDate: true },
      { dueDateType: 'due_period', ...none, duePeriod: 1, lockAfterDueDate: false },
    ]);
    const bad = { dueDateType: 'due_period', duePeriod: 'abc', lockAfterDueDate: null } as object;
    const complaints = await loading.refused({ enrollments: [{ ...plain, ...bad }] });
    expect(complaints.map(({ path, rule }) => [path, rule])).toEqual([
      ['/enrollments/0/duePeriod', 'type'],
      ['/enrollments/0/lockAfterDueDate', 'type'],
    ]);
  });

  test('what is held directly is left as it is, whatever terms the file has now', async () => {
    await loading.load({ ...small, enrollments: [plain] });
    const before = await loading.everything();
    const again = { ...plain, dueDateType: 'due_date' as const, dueDate: '2030-01-01' };
    expect(await loading.load({ enrollments: [again] })).toMatchObject({
      ...nothingDone,
      enrollments: { unchanged: 1 },
    });
    expect(await loading.everything()).toEqual(before);
  });

  test('an id that a legacy system gave is kept, in lower case, and found again in any case', async () => {
    await loading.load({ ...small, enrollments: [{ ...plain, id: legacyId }] });
    expect(await listed()).toMatchObject([{ id: legacyId.toLowerCase() }]);
    expect(
      (await loading.load({ enrollments: [{ ...plain, id: legacyId.toLowerCase() }] })).enrollments.unchanged,
    ).toBe(1);
    expect((await loading.load({ enrollments: [plain] })).enrollments.unchanged).toBe(1);
  });

  test('an ended enrollment begins again under its old id, and its past stays', async () => {
    await loading.load({ ...small, enrollments: [plain] });
    const [first] = await listed();
    await end(first?.id ?? '');
    expect(await listed()).toMatchObject([{ active: false }]);
    const counts = await loading.load({ enrollments: [plain] }, { now: now + 60_000 });
    expect(counts.enrollments).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await listed()).toMatchObject([{ id: first?.id, active: true }]);
    expect(await history(first?.id ?? '')).toHaveLength(2);
  });

  test('an archived course takes enrollments of the past', async () => {
    await loading.load({
      ...small,
      courses: [{ ref: 'c1', title: 'C1', archived: true }],
      enrollments: [plain],
    });
    expect(await listed()).toHaveLength(1);
  });

  test('an inactive learner is enrolled like any other', async () => {
    await loading.load({
      ...small,
      users: [{ ref: 'u1', departmentRef: 'hq', status: 'inactive' }],
      enrollments: [plain],
    });
    expect(await listed()).toHaveLength(1);
  });

  test('the load is the one who gave the grant', async () => {
    await loading.load({ ...small, enrollments: [plain] });
    const [{ id } = { id: '' }] = await listed();
    expect(await history(id)).toMatchObject([
      {
        kind: 'direct',
        continues: false,
        givenAt: now,
        began: { operation: 'loadOrganization', by: undefined },
      },
    ]);
  });

  test('many pairs, old and new ones mixed, are each enrolled once', async () => {
    const users = Array.from({ length: 120 }, (_, index) => ({ ref: `p${index}`, departmentRef: 'hq' }));
    const courses = Array.from({ length: 20 }, (_, index) => ({ ref: `k${index}`, title: `K${index}` }));
    const pairs = users.flatMap(({ ref }, place) =>
      courses.map(
        (course, index): Entry => ({
          learnerRef: ref,
          courseRef: course.ref,
          dueDateType: 'due_period',
          duePeriod: 1 + ((place + index) % 7),
        }),
      ),
    );
    const file = { ...small, users, courses };
    const some = pairs.filter((_, index) => index % 3 === 0);
    expect((await loading.load({ ...file, enrollments: some })).enrollments.added).toBe(some.length);
    const all = await loading.load({ ...file, enrollments: [...pairs].reverse() });
    expect(all.enrollments).toEqual({
      added: pairs.length - some.length,
      changed: 0,
      unchanged: some.length,
    });
    expect((await loading.load({ enrollments: pairs })).enrollments.unchanged).toBe(pairs.length);
  });

  test('where somebody else is faster their grant stays, and an id that was asked for is a conflict', async () => {
    await loading.load({ ...small, enrollments: [plain] });
    const identity = (eventId: string) => ({
      eventId,
      at: now,
      operation: 'loadOrganization',
      protocol: 'test',
      requestId: null,
      userNo: null,
      clientId: null,
      dryRun: false,
    });
    const give = (idAsked: boolean, eventId: string) =>
      loading.unitOfWork.write(identity(eventId), async ({ organization, users, activities }) => {
        const pair = {
          userNo: (await users.find({ by: 'ref', path: '', values: ['u1'] }, everyone))[0] ?? 0,
          activityNo: (await activities.find({ by: 'ref', path: '', values: ['c1'] }))[0]?.no ?? 0,
        };
        const asked = {
          dueDateType: 'unlimited' as const,
          dueDate: null,
          duePeriod: null,
          lockAfterDueDate: null,
        };
        const terms = { accessAt: now, dueAt: null, lockAfterDueDate: false, asked };
        const decision = { activityNo: pair.activityNo, terms, givenAt: now, continues: false };
        return organization.give([{ ...pair, enrollmentId: legacyId.toLowerCase(), idAsked, decision }]);
      });
    expect(await give(false, '0190a1b2-0000-7000-8000-0000000000f1')).toBe(0);
    await expect(give(true, '0190a1b2-0000-7000-8000-0000000000f2')).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await listed()).toHaveLength(1);
  });
});
