import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { someUuid } from './organization.js';

describeOnEngines('reading people, departments and courses over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine });
    await app.load({
      groups: [
        { ref: 'first', name: 'First', memberRefs: ['EMP-020', 'EMP-021'] },
        { ref: 'second', name: 'Second', memberRefs: ['EMP-020', 'EMP-021'] },
      ],
      trainings: [{ ref: 'walks', title: 'Walks' }],
      sessions: [
        { ref: 'walk-1', trainingRef: 'walks', days: [{ startAt: '2027-05-01T09:00:00', duration: 60 }] },
        { ref: 'walk-2', trainingRef: 'walks', days: [{ startAt: '2027-05-02T09:00:00', duration: 60 }] },
      ],
    });
  });
  afterAll(() => app.close());

  const get = (path: string, asRef = 'EMP-001') => app.rest(asRef, 'GET', `/v1${path}`);
  const refs = async (path: string, asRef = 'EMP-001'): Promise<string[]> => {
    const { status, json } = await get(path, asRef);
    expect(status).toBe(200);
    return json.items.map((item: { ref: string }) => item.ref);
  };
  const search = (path: string, text: string) => refs(`${path}?search=${encodeURIComponent(text)}`);

  test('one user by id in any case, by ref, with all that is known', async () => {
    const { json } = await get('/users/ref:EMP-010');
    expect(json).toEqual({
      id: '5c0f3d2e-7a41-11e8-9b3c-0242ac110002',
      ref: 'EMP-010',
      login: 'noor',
      email: 'noor@harbour-hill.example',
      firstName: 'Noor',
      lastName: 'El Amrani',
      mobile: '+31 6 5550 0110',
      preferredChannel: 'sms',
      userType: 'warehouse',
      language: 'nl',
      timeZone: 'Europe/Amsterdam',
      status: 'active',
      departmentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      departmentRef: 'nl-warehouse',
      managerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      managerRef: 'EMP-005',
      addedDate: '2018-06-27',
      profileFields: { contract: 'permanent', cost_center: 'NL-210' },
      roles: [],
      groups: [{ id: expect.any(String), ref: 'first-aiders', name: 'First aiders' }],
    });
    for (const id of ['5C0F3D2E-7A41-11E8-9B3C-0242AC110002', 'EMP-010']) {
      expect((await get(`/users/${id}`)).json).toEqual(json);
    }
  });

  test('one course with its policy and trainings, one department with the one above', async () => {
    expect((await get('/courses/ref:forklift')).json).toMatchObject({
      ref: 'forklift',
      archived: false,
      dueDatePolicy: null,
      trainings: [{ ref: 'forklift-practice' }, { ref: 'safety-day' }],
    });
    expect((await get('/courses/ref:gdpr')).json).toMatchObject({
      dueDatePolicy: { type: 'due_date', dueDate: '2027-12-31', lockAfterDueDate: true },
      trainings: [],
    });
    const parent = (await get('/departments/ref:nl')).json;
    expect((await get('/departments/ref:nl-warehouse')).json).toEqual({
      id: expect.any(String),
      ref: 'nl-warehouse',
      name: 'Warehouse Rotterdam',
      code: 'NL-RTM',
      parentId: parent.id,
      parentRef: 'nl',
    });
    expect((await get('/departments/ref:hq')).json).toMatchObject({ parentId: null, parentRef: null });
  });

  test.each([
    ...['/users/ref:nobody', `/users/${someUuid}`, '/users/ref:emp-010', '/users/noor'],
    ...['/courses/ref:nothing', '/courses/ref:safety-day', `/courses/${someUuid}`, '/departments/ref:none'],
  ])('%s is not there', async (path) => {
    const { status, json } = await get(path);
    expect([status, json.code]).toEqual([404, 'absent']);
  });

  test.each([
    ['/users/ref:', '/userRef min_length'],
    ['/users/ref:EMP-010%20', '/userRef format'],
    ['/courses/%00', '/courseId format'],
  ])('%s can be no name: refused', async (path, violation) => {
    const { status, json } = await get(path);
    const told = json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`);
    expect([status, told]).toEqual([400, expect.arrayContaining([violation])]);
  });

  test('a cursor of one list is none of another, nor of the same one in another order', async () => {
    const body = { learnerRefs: ['EMP-015', 'EMP-016'], courseRefs: ['safety'], dueDateType: 'unlimited' };
    await app.rest('EMP-001', 'POST', '/v1/enrollments', body);
    const lists = [
      '/courses?limit=1',
      '/departments?limit=1',
      '/users?limit=1',
      '/audit-events?limit=1',
      '/enrollments?limit=1',
      '/enrollments?limit=1&courseRef=safety',
    ];
    const cursors = await Promise.all(lists.map(async (list) => (await get(list)).json.nextCursor));
    for (const [at, list] of lists.entries()) {
      const statuses = await Promise.all(
        cursors.map(async (cursor) => (await get(`${list}&cursor=${cursor}`)).status),
      );
      expect({ list, statuses }).toEqual({ list, statuses: lists.map((_, of) => (of === at ? 200 : 400)) });
    }
  });

  test('lists walk page by page and meet everybody once', async () => {
    for (const [path, count] of [
      ['/users', 40],
      ['/departments', 9],
      ['/courses', 6],
    ] as const) {
      const met: string[] = [];
      let cursor: string | null = null;
      do {
        const { json } = await get(`${path}?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
        met.push(...json.items.map((item: { ref: string }) => item.ref));
        cursor = json.nextCursor;
      } while (cursor !== null);
      expect([met.length, new Set(met).size]).toEqual([count, count]);
    }
  });

  test.each([
    ['noor', ['EMP-010']],
    ['NOOR@HARBOUR', ['EMP-010']],
    ['el amr', ['EMP-010']],
    [
      'emp-01',
      [
        'EMP-010',
        'EMP-011',
        'EMP-012',
        'EMP-013',
        'EMP-014',
        'EMP-015',
        'EMP-016',
        'EMP-017',
        'EMP-018',
        'EMP-019',
      ],
    ],
    ['ελένη', ['EMP-004']],
    ['ΕΛΈΝΗ', ['EMP-004']],
    ['παπαδοπούλου', ['EMP-004']],
    ['ŻÓŁĆ', ['EMP-011']],
    ['соколова', ['EMP-019']],
    ['ЂОРЂЕ', ['EMP-013']],
    ['佳', ['EMP-009']],
    ['ليلى', ['EMP-022']],
    ['þórs', ['EMP-038']],
    ['ŌPŪNUI', ['EMP-037']],
    ['O’Hara', []],
    ["'t hart", ['EMP-006']],
    ['%', []],
    ['_', []],
    ['!', []],
    ['\\', []],
    ["'; DROP TABLE users; --", []],
  ])('users are found by %s, without regard to case', async (text, expected) => {
    expect(await search('/users', text)).toEqual(expected);
  });

  test('courses and departments are found by what they are called', async () => {
    expect(await search('/courses', 'SAFELY')).toEqual(['safety']);
    expect(await search('/courses', 'forms-')).toEqual(['forms-2019']);
    expect(await search('/departments', 'rotterdam')).toEqual(['nl-warehouse']);
    expect(await search('/departments', 'nl-rtm')).toEqual(['nl-warehouse']);
    expect(await search('/departments', 'DESK')).toEqual(['asia', 'med']);
  });

  test('a filter narrows: state, department with everything below, direct children', async () => {
    expect(await refs('/users?status=inactive')).toEqual(['EMP-014', 'EMP-026', 'EMP-040']);
    expect((await refs('/users?departmentRef=nl')).length).toBeGreaterThan(10);
    expect(await refs('/users?departmentRef=nl-sales&search=anna&status=active')).toEqual(['EMP-018']);
    expect(await refs('/users?departmentRef=none')).toEqual([]);
    const { json } = await get('/departments/ref:nl-sales');
    expect(await refs(`/users?departmentId=${json.id}`)).toEqual([
      'EMP-006',
      'EMP-015',
      'EMP-016',
      'EMP-017',
      'EMP-018',
    ]);
    expect(await refs('/departments?parentRef=hq')).toEqual(['it', 'nl', 'world']);
    expect(await refs(`/departments?parentId=${json.parentId}`)).toEqual([
      'nl-sales',
      'nl-warehouse',
      'pier',
    ]);
    expect(await refs('/departments?parentRef=none')).toEqual([]);
    expect(await refs('/courses?archived=true')).toEqual(['forms-2019']);
    expect(await refs('/courses?archived=0')).not.toContain('forms-2019');
  });

  test.each([
    ['/users?departmentId=a&departmentRef=b', '/departmentRefs at_most_one'],
    ['/departments?parentId=a&parentRef=b', '/parentRef at_most_one'],
    ['/courses?archived=yes', '/archived type'],
    ['/users?status=active&status=inactive', '/status repeated'],
    ['/users?search=', '/search min_length'],
    ['/users?cursor=WyJhIl0', '/cursor cursor'],
    ['/users/ref:EMP-010?expand=1', '/expand unknown_field'],
  ])('%s is refused with its place', async (path, violation) => {
    const { status, json } = await get(path);
    const told = json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`);
    expect([status, told]).toEqual([400, [violation]]);
  });

  test.each([
    ['/users', '/users?status=active'],
    ['/departments', '/departments?search=desk'],
    ['/groups', '/groups?smart=false'],
    ['/courses', '/courses?archived=false'],
    ['/trainings', '/trainings?search=a'],
    ['/enrollments', '/enrollments?learnerRef=EMP-010'],
    ['/audit-events', '/audit-events?operation=issueToken'],
    ['/content-items', '/content-items?contentType=Course'],
    ['/groups/ref:first/members', '/groups/ref:second/members'],
    ['/trainings/ref:walks/sessions', '/trainings/ref:walks/sessions?archived=false'],
  ])('a cursor of %s is refused by %s and by another list', async (path, narrowed) => {
    const first = await get(`${path}?limit=1`);
    expect(first.json.nextCursor).toEqual(expect.any(String));
    const more = `limit=1&cursor=${first.json.nextCursor}`;
    expect((await get(`${path}?${more}`)).status).toBe(200);
    for (const other of [narrowed, path === '/users' ? '/courses' : '/users']) {
      const { status, json } = await get(`${other}${other.includes('?') ? '&' : '?'}${more}`);
      expect([status, json.violations?.[0]?.path, json.violations?.[0]?.rule]).toEqual([
        400,
        '/cursor',
        'cursor',
      ]);
    }
  });

  test('a search for what no text has finds nobody', async () => {
    for (const text of ['%', '_', '\\', '!', 'zzz']) expect(await search('/users', text)).toEqual([]);
    for (const list of ['users', 'departments', 'groups', 'courses', 'trainings'])
      expect((await get(`/${list}?search=%00`)).json.violations).toMatchObject([{ path: '/search' }]);
  });

  test('everybody sees what is within reach: departments managed, reports, oneself', async () => {
    const nl = await refs('/users?departmentRef=nl');
    expect(await refs('/users', 'EMP-003')).toEqual(nl);
    expect(await refs('/users', 'EMP-005')).toEqual([
      'EMP-005',
      ...(await refs('/users?search=EMP-01')).slice(0, 5),
    ]);
    expect(await refs('/users', 'EMP-010')).toEqual(['EMP-010']);
    expect(await refs('/departments', 'EMP-003')).toEqual(['nl', 'nl-sales', 'nl-warehouse', 'pier']);
    expect(await refs('/departments', 'EMP-010')).toEqual(['nl-warehouse']);
    expect((await get('/departments/ref:nl', 'EMP-003')).json).toMatchObject({
      parentId: null,
      parentRef: null,
    });
    for (const path of ['/users/ref:EMP-021', '/departments/ref:hq', '/departments/ref:med']) {
      expect((await get(path, 'EMP-003')).status).toBe(404);
    }
    const all = await refs('/courses');
    for (const asRef of ['EMP-002', 'EMP-003', 'EMP-004', 'EMP-005'])
      expect(await refs('/courses', asRef)).toEqual(all);
    const own = await refs('/courses', 'EMP-010');
    expect(own.sort()).toEqual(['first-aid', 'forms-2019', 'onboarding']);
    expect((await get('/courses/ref:safety', 'EMP-010')).status).toBe(404);
    expect((await get('/courses/ref:first-aid', 'EMP-010')).status).toBe(200);
  });

  test('a ref of any length and alphabet can stand in a path', async () => {
    const long = '部'.repeat(255);
    const odd = 'a/b?c#d%e ref:f+g&h';
    await app.load({
      departments: [
        { ref: long, name: 'Long', parentRef: 'hq' },
        { ref: odd, name: 'Odd', parentRef: 'hq' },
      ],
    });
    for (const ref of [long, odd]) {
      const { status, json } = await get(`/departments/ref:${encodeURIComponent(ref)}`);
      expect([status, json.ref]).toEqual([200, ref]);
      expect(await refs(`/departments?search=${encodeURIComponent(ref)}`)).toEqual([ref]);
    }
    expect((await get(`/departments/ref:${'x'.repeat(256)}`)).status).toBe(400);
  });
});
