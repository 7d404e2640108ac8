import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask as askCore } from '../asking.js';

const start = Date.parse('2027-03-01T09:00:00Z');
const HOUR = 3_600_000;

describeOnEngines('links of units to activities', describe, (engine) => {
  let app: TestApplication;
  let now = start;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      clock: () => now,
      organization: {
        departments: [
          { ref: 'hq', name: 'Head office' },
          { ref: 'nl', name: 'Nederland', parentRef: 'hq' },
          { ref: 'sales', name: 'Verkoop', parentRef: 'nl' },
          { ref: 'de', name: 'Deutschland', parentRef: 'hq' },
          { ref: 'empty', name: 'Nobody', parentRef: 'nl' },
        ],
        profileFields: [
          { name: 'hired', label: 'Hired', type: 'date' },
          { name: 'shoe', label: 'Shoe', type: 'number' },
        ],
        users: [
          { ref: 'admin', departmentRef: 'hq', roles: [{ role: 'administrator' }] },
          {
            ref: 'nl-admin',
            departmentRef: 'hq',
            roles: [{ role: 'department_administrator', managedDepartmentRefs: ['nl'] }],
          },
          {
            ref: 'ann',
            departmentRef: 'nl',
            addedDate: '2027-02-01',
            profileFields: { hired: '2027-01-01' },
          },
          { ref: 'bob', departmentRef: 'sales', addedDate: '2027-02-15' },
          { ref: 'cas', departmentRef: 'de' },
        ],
        groups: [{ ref: 'team', name: 'Team', kind: 'team', memberRefs: ['cas'] }],
        courses: ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((ref) => ({ ref, title: ref })),
        trainings: [
          { ref: 'day', title: 'Day' },
          { ref: 'old', title: 'Old', archived: true },
        ],
      },
    });
  });
  afterAll(() => app.close());

  type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
  const ask = (method: Method, path: string, body?: object, as = 'admin') =>
    app.rest(as, method, `/v1${path}`, body);
  const link = async (body: object, as?: string) => {
    const { status, json, text } = await ask('POST', '/links', body, as);
    if (status > 201) throw new Error(text);
    return json;
  };
  const enrolled = async (course: string): Promise<string[]> =>
    (await ask('GET', `/enrollments?courseRef=${course}&limit=100`)).json.items
      .map((one: { learnerRef: string }) => one.learnerRef)
      .sort();
  const dueOf = async (course: string, learner: string) =>
    (await ask('GET', `/enrollments?courseRef=${course}&learnerRef=${learner}`)).json.items[0]?.dueAt;
  const move = (user: string, departmentRef: string) => ask('PATCH', `/users/ref:${user}`, { departmentRef });
  const nothingLeft = async () =>
    expect((await askCore(app, 'reconcileEnrollments', {})).summary).toEqual({
      begun: 0,
      ended: 0,
      seatsTaken: 0,
    });
  const told = ({ status, json }: Awaited<ReturnType<typeof ask>>) => [
    status,
    ...json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`),
  ];

  test('a link of a department enrolls everybody below, of a department alone only its own people; they follow when they move', async () => {
    const all = await link({ departmentRef: 'nl', courseRef: 'one' });
    expect(all).toMatchObject({
      created: true,
      summary: { begun: 2, ended: 0 },
      link: { unitKind: 'department', unitRef: 'nl', below: true },
    });
    const alone = await link({ departmentRef: 'nl', courseRef: 'two', below: false });
    expect(alone.summary).toEqual({ begun: 1, ended: 0 });
    expect([await enrolled('one'), await enrolled('two')]).toEqual([['ann', 'bob'], ['ann']]);
    await move('cas', 'sales');
    await move('ann', 'de');
    expect([await enrolled('one'), await enrolled('two')]).toEqual([['bob', 'cas'], []]);
    await move('cas', 'de');
    await move('ann', 'nl');
    await ask('PATCH', '/departments/ref:sales', { parentRef: 'de' });
    expect(await enrolled('one')).toEqual(['ann']);
    await ask('PATCH', '/departments/ref:sales', { parentRef: 'nl' });
    expect(await enrolled('one')).toEqual(['ann', 'bob']);
    expect((await link({ departmentRef: 'nl', courseRef: 'one', dueDateType: 'unlimited' })).created).toBe(
      false,
    );
    await nothingLeft();
  });

  test('who is enrolled so is told through which department', async () => {
    const [one] = (await ask('GET', '/enrollments?courseRef=one&learnerRef=ann')).json.items;
    const { grants } = (await ask('GET', `/enrollments/${one.id}/explanation`)).json;
    expect(grants[0]).toMatchObject({ kind: 'unit', live: true, via: { ref: 'nl', name: 'Nederland' } });
  });

  test('a period counts from joining, from the date added or from a profile field, and from the beginning where there is none', async () => {
    const period = { dueDateType: 'due_period', duePeriod: 24 };
    await link({ departmentRef: 'nl', courseRef: 'three', ...period, countsFrom: 'added_date' });
    expect(await dueOf('three', 'ann')).toBe('2027-02-02T00:00:00+00:00');
    expect(await dueOf('three', 'bob')).toBe('2027-02-16T00:00:00+00:00');
    await link({
      departmentRef: 'nl',
      courseRef: 'four',
      ...period,
      countsFrom: 'profile_field',
      countsFromField: 'hired',
    });
    expect(await dueOf('four', 'ann')).toBe('2027-01-02T00:00:00+00:00');
    expect(await dueOf('four', 'bob')).toBe('2027-03-02T09:00:00+00:00');
    now += HOUR;
    await link({ groupRef: 'team', courseRef: 'two', ...period, countsFrom: 'joining' });
    expect(await dueOf('two', 'cas')).toBe('2027-03-02T09:00:00+00:00');
  });

  test('other terms of a link go on under the same enrollment; the same terms change nothing', async () => {
    const { link: made } = await link({
      groupRef: 'team',
      courseRef: 'five',
      dueDateType: 'due_date',
      dueDate: '2027-12-31',
    });
    const [before] = (await ask('GET', '/enrollments?courseRef=five')).json.items;
    const same = await ask('PATCH', `/links/${made.id}`, { dueDateType: 'due_date', dueDate: '2027-12-31' });
    expect(same.json.summary).toEqual({ begun: 0, ended: 0 });
    now += 1_000;
    const other = await ask('PATCH', `/links/${made.id}`, {
      dueDateType: 'due_date',
      dueDate: '2028-06-30',
      lockAfterDueDate: true,
    });
    expect(other.json.summary).toEqual({ begun: 1, ended: 1 });
    const [after] = (await ask('GET', '/enrollments?courseRef=five')).json.items;
    expect(after).toMatchObject({
      id: before.id,
      dueAt: '2028-06-30T23:59:59+00:00',
      lockAfterDueDate: true,
    });
    expect(
      (
        await app.rest(
          'admin',
          'PATCH',
          `/v1/links/${made.id}`,
          { onLeaving: 'end' },
          { 'if-match': '"old"' },
        )
      ).json.code,
    ).toBe('stale');
    await nothingLeft();
  });

  test('who leaves keeps the grant for the time of grace, or as long as they have begun; who comes back starts anew', async () => {
    const grace = await link({ departmentRef: 'de', courseRef: 'six', onLeaving: 'grace', graceHours: 1 });
    await link({ departmentRef: 'de', courseRef: 'seven', onLeaving: 'keep_begun' });
    await askCore(app, 'reportProgress', { entries: [{ userRef: 'cas', courseRef: 'seven', progress: 30 }] });
    await move('ann', 'de');
    await move('cas', 'hq');
    await move('ann', 'hq');
    expect([await enrolled('six'), await enrolled('seven')]).toEqual([['ann', 'cas'], ['cas']]);
    await nothingLeft();
    await move('cas', 'de');
    now += 1.1 * HOUR;
    const due = async () => (await askCore(app, 'reconcileEnrollments', { due: true })).summary;
    expect(await due()).toMatchObject({ begun: 0, ended: 1 });
    expect(await due()).toMatchObject({ begun: 0, ended: 0 });
    expect([await enrolled('six'), await enrolled('seven')]).toEqual([['cas'], ['cas']]);
    await move('cas', 'hq');
    expect(await enrolled('six')).toEqual(['cas']);
    expect((await ask('DELETE', `/links/${grace.link.id}`)).json.summary).toEqual({ begun: 0, ended: 0 });
    await move('cas', 'de');
    await move('ann', 'nl');
    now += 1.1 * HOUR;
    await askCore(app, 'reconcileEnrollments', {});
    expect(await enrolled('six')).toEqual([]);
    await nothingLeft();
  });

  test('a link that is removed takes what it gave with it, and so does a department that is deleted', async () => {
    const { link: made } = await link({ departmentRef: 'empty', courseRef: 'six' });
    expect((await ask('GET', `/links?departmentRef=empty`)).json.items).toHaveLength(1);
    expect((await ask('DELETE', '/departments/ref:empty')).status).toBe(200);
    expect((await ask('GET', `/links/${made.id}`)).status).toBe(404);
    const [first] = (await ask('GET', '/links?courseRef=one')).json.items;
    expect((await ask('DELETE', `/links/${first.id}?dryRun=true`)).json.summary.ended).toBe(2);
    expect((await ask('DELETE', `/links/${first.id}`)).json.summary.ended).toBe(2);
    expect(await enrolled('one')).toEqual([]);
    await nothingLeft();
  });

  test('a department administrator links what they manage, and nothing else', async () => {
    expect((await link({ departmentRef: 'sales', courseRef: 'one' }, 'nl-admin')).summary.begun).toBe(1);
    expect(told(await ask('POST', '/links', { departmentRef: 'de', courseRef: 'one' }, 'nl-admin'))).toEqual([
      403,
      '/departmentRef out_of_reach',
    ]);
    expect(
      told(await ask('POST', '/links', { departmentRef: 'nowhere', courseRef: 'one' }, 'nl-admin')),
    ).toEqual([403, '/departmentRef out_of_reach']);
    expect(told(await ask('POST', '/links', { groupRef: 'team', courseRef: 'one' }, 'nl-admin'))).toEqual([
      403,
      '/groupRef out_of_reach',
    ]);
    const seen = (await ask('GET', '/links?limit=100', undefined, 'nl-admin')).json.items;
    expect(seen.map((one: { unitRef: string }) => one.unitRef)).not.toContain('de');
    const [theirs] = (await ask('GET', '/links?departmentRef=de')).json.items;
    expect((await ask('PATCH', `/links/${theirs.id}`, { onLeaving: 'end' }, 'nl-admin')).status).toBe(404);
    const [ofTeam] = (await ask('GET', '/links?groupRef=team')).json.items;
    expect((await ask('DELETE', `/links/${ofTeam.id}`, undefined, 'nl-admin')).status).toBe(403);
  });

  test.each<[string, object, string[]]>([
    ['nothing', {}, ['/groupId required', '/courseId required']],
    [
      'two units',
      { departmentRef: 'nl', groupRef: 'team', courseRef: 'one' },
      ['/departmentRef exactly_one'],
    ],
    [
      'a training where a course is asked',
      { departmentRef: 'nl', courseRef: 'day' },
      ['/courseRef not_a_course'],
    ],
    ['an unknown course', { departmentRef: 'nl', courseRef: 'cours' }, ['/courseRef unknown']],
    ['an unknown department', { departmentRef: 'nowhere', courseRef: 'one' }, ['/departmentRef unknown']],
    [
      'a trainer of a course',
      { departmentRef: 'nl', courseRef: 'one', role: 'trainer' },
      ['/role not_allowed'],
    ],
    ['below of a group', { groupRef: 'team', courseRef: 'one', below: true }, ['/below not_allowed']],
    [
      'a period without hours',
      { groupRef: 'team', courseRef: 'one', dueDateType: 'due_period' },
      ['/duePeriod required'],
    ],
    [
      'grace without hours',
      { groupRef: 'team', courseRef: 'one', onLeaving: 'grace' },
      ['/graceHours required'],
    ],
    [
      'no such field',
      { groupRef: 'team', courseRef: 'one', countsFrom: 'profile_field', countsFromField: 'x' },
      ['/countsFromField unknown'],
    ],
    [
      'a field without dates',
      { groupRef: 'team', courseRef: 'one', countsFrom: 'profile_field', countsFromField: 'shoe' },
      ['/countsFromField not_a_date'],
    ],
  ])('%s is refused at its place', async (_what, body, violations) => {
    const [status, ...places] = told(await ask('POST', '/links', body));
    expect([status, places]).toEqual([400, violations]);
  });

  test('groups of trainings are told and unlinked as participants: courses and trainers stay', async () => {
    await link({ groupRef: 'team', trainingRef: 'day', role: 'trainer' });
    await ask('POST', '/trainings/ref:day/groups', { groupRefs: ['team'] });
    expect((await ask('GET', '/training-groups')).json.items).toMatchObject([
      { groupRef: 'team', kind: 'team' },
    ]);
    const file = (groupRefs: string[]) => app.load({ trainings: [{ ref: 'day', groupRefs }] });
    await file([]);
    expect((await ask('GET', '/training-groups')).json.items).toEqual([]);
    await file(['team']);
    expect(
      (await ask('POST', '/trainings/ref:day/groups/remove', { groupRefs: ['team'] })).json.summary.ended,
    ).toBe(1);
    const roles = (await ask('GET', '/trainings/ref:day/participants')).json.items;
    expect(roles).toMatchObject([{ userRef: 'cas', role: 'trainer' }]);
    await nothingLeft();
  });

  test('an archived training takes no links', async () => {
    expect(told(await ask('POST', '/links', { departmentRef: 'nl', trainingRef: 'old' }))).toEqual([
      409,
      '/trainingRef archived',
    ]);
  });

  test('who belongs to two units that are linked to one course is listed once, with both reasons', async () => {
    await app.load({ courses: [{ ref: 'both', title: 'Both' }] });
    for (const departmentRef of ['hq', 'de']) await link({ departmentRef, courseRef: 'both' });
    await app.load({ users: [{ ref: 'dora', departmentRef: 'de' }] });
    const { items } = (await ask('GET', '/enrollments?courseRef=both&learnerRef=dora')).json;
    expect(items).toHaveLength(1);
    const { grants } = (await ask('GET', `/enrollments/${items[0].id}/explanation`)).json;
    expect(grants.map((one: { via: { ref: string } }) => one.via.ref).sort()).toEqual(['de', 'hq']);
  });

  test('a field that periods count from cannot be deleted', async () => {
    const { items } = (await ask('GET', '/profile-fields')).json;
    const hired = items.find((one: { name: string }) => one.name === 'hired');
    expect((await ask('DELETE', `/profile-fields/${hired.id ?? 'hired'}`)).json.code).toBe('conflict');
  });
});
