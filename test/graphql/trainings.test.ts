import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { annId, organization, someUuid } from '../rest/organization.js';
import { askGraphql } from './asking.js';

describeOnEngines('trainings over GraphQL', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const ask = (query: string, variables?: object, as: string | null = 'admin') =>
    askGraphql(app, as, query, variables);
  const done = async (query: string, variables?: object, as = 'admin') => {
    const { data, errors } = await ask(query, variables, as);
    expect(errors).toBe(undefined);
    return data;
  };

  test('a training is created, read, changed and archived in all forms', async () => {
    const made = await done(
      `mutation { createTraining(training: {ref: "t", title: "Test", startDate: "2020-01-01", endDate: "2020-12-31T00:00:00Z"}) {
        training { id ref title isActive startDate endDate conditions { type fulfilled ... on AbsoluteDateCondition { date } } } } }`,
    );
    expect(made.createTraining.training).toMatchObject({
      ref: 't',
      isActive: true,
      startDate: '2020-01-01',
      conditions: [{ type: 'AbsoluteDateCondition', fulfilled: false, date: '2020-01-01T00:00:00+01:00' }],
    });
    for (const [form, archived] of [
      ['isActive: false', true],
      ['archived: false', false],
      ['isActive: false, archived: true', true],
      ['isActive: true', false],
      ['archived: true', true],
    ] as const) {
      const query = `mutation { updateTraining(ref: "t", training: {${form}}) { training { archived isActive } } }`;
      expect((await done(query)).updateTraining.training).toEqual({ archived, isActive: !archived });
    }
    expect((await done('{ training(ref: "nothing") { id } }')).training).toBe(null);
    await done('mutation { updateTraining(ref: "t", training: {archived: false}) { training { id } } }');
  });

  test('people are added and removed, the unknown are results, and who stays is told', async () => {
    const add = `mutation($refs: [String!]) { addUsersToTraining(trainingRef: "t", userRefs: $refs) {
      addedIds addedRefs alreadyAddedIds alreadyAddedRefs failedIds failedRefs failures { name path code } } }`;
    expect((await done(add, { refs: ['ann', 'bob', 'nobody'] })).addUsersToTraining).toEqual({
      addedIds: [annId, expect.any(String)],
      addedRefs: ['ann', 'bob'],
      alreadyAddedIds: [],
      alreadyAddedRefs: [],
      failedIds: [],
      failedRefs: ['nobody'],
      failures: [{ name: 'nobody', path: '/userRefs/2', code: 'INVALID' }],
    });
    expect((await done(add, { refs: ['ann'] })).addUsersToTraining).toMatchObject({
      alreadyAddedRefs: ['ann'],
    });
    await app.rest('admin', 'POST', '/v1/groups', { ref: 'team', name: 'Team', userRefs: ['ann'] });
    await app.rest('admin', 'POST', '/v1/trainings/ref:t/groups', { groupRefs: ['team'] });
    const removed = await done(
      `mutation { removeUsersFromTraining(trainingRef: "t", userIds: ["${annId}", "${someUuid}"], role: PARTICIPANT) {
        removedRefs idsLinkedViaObject refsLinkedViaObject failedIds linked { directEnded linkedVia { kind ref } } } }`,
    );
    expect(removed.removeUsersFromTraining).toEqual({
      removedRefs: [],
      idsLinkedViaObject: [annId],
      refsLinkedViaObject: ['ann'],
      failedIds: [someUuid],
      linked: [{ directEnded: true, linkedVia: [{ kind: 'UNIT', ref: 'team' }] }],
    });
  });

  test('pages are connections with a count, at most 50 long', async () => {
    for (let number = 0; number < 3; number += 1)
      await app.rest('admin', 'POST', '/v1/trainings', { title: `Page ${number}` });
    const query = `query($after: String, $offset: Int) { paginatedTrainings(first: 2, after: $after, offset: $offset) {
      count pageInfo { hasNextPage endCursor } edges { cursor node { title } } } }`;
    const titles: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: {
        count: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        edges: { node: { title: string } }[];
      } = (await done(query, { after })).paginatedTrainings;
      expect(page.count).toBe(5);
      titles.push(...page.edges.map(({ node }) => node.title));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(titles).toEqual(['A day', 'Test', 'Page 0', 'Page 1', 'Page 2']);
    expect((await done(query, { offset: 4 })).paginatedTrainings.edges).toHaveLength(1);
    for (const [filter, count] of [
      ['active: true', 5],
      ['archived: false', 5],
      ['active: false', 0],
      ['active: true, archived: true', 0],
      ['active: false, archived: false', 0],
    ] as const) {
      const data = await done(`{ paginatedTrainings(${filter}) { count edges { node { id } } } }`);
      expect([filter, data.paginatedTrainings.count]).toEqual([filter, count]);
    }
    const { errors } = await ask('{ paginatedTrainings(first: 51) { count } }');
    expect(errors[0].extensions).toMatchObject({ code: 'BadInput', violations: [{ path: '/first' }] });
  });

  test('a page shows the data of one person, and everybody who is in each training', async () => {
    await app.rest('admin', 'POST', '/v1/progress', {
      entries: [{ userRef: 'ann', trainingRef: 't', progress: 25.5 }],
    });
    await app.rest('admin', 'POST', '/v1/trainings/ref:t/participants', {
      userRefs: ['ann'],
      role: 'trainer',
    });
    const data = await done(
      `{ paginatedTrainings(userId: "${annId}", trainingUserRoles: [PARTICIPANT, TRAINER]) { edges { node { ref userData { progress mayStart roles } progress
        participants(first: 1) { count pageInfo { hasNextPage } edges { node { ref name role email } } }
        trainers { edges { node { ref } } } groups { ref name } rolesForCurrentUser } } } }`,
    );
    expect(data.paginatedTrainings.edges).toEqual([
      {
        node: {
          ref: 't',
          userData: { progress: 25.5, mayStart: false, roles: ['PARTICIPANT', 'TRAINER'] },
          progress: 25.5,
          participants: {
            count: 2,
            pageInfo: { hasNextPage: true },
            edges: [
              { node: { ref: 'ann', name: 'Ann Åkesson', role: 'PARTICIPANT', email: 'Ann@Example.org' } },
            ],
          },
          trainers: { edges: [{ node: { ref: 'ann' } }] },
          groups: [{ ref: 'team', name: 'Team' }],
          rolesForCurrentUser: [],
        },
      },
    ]);
    const next = await done(
      '{ training(ref: "t") { participants(first: 1, after: "1") { edges { cursor node { ref } } } } }',
    );
    expect(next.training.participants.edges).toEqual([{ cursor: '2', node: { ref: 'bob' } }]);
  });

  test('errors have a code, a path and violations; only those about credentials say Auth', async () => {
    const none = await ask('{ trainings { id } }', undefined, null);
    expect([none.status, none.errors[0].extensions.code]).toEqual([200, 'AuthenticationError']);
    const wrong = await askGraphql(app, null, '{ trainings { id } }', undefined, {
      authorization: 'Bearer x',
    });
    expect(wrong.errors[0].extensions.code).toMatch(/Auth/);
    const forbidden = await ask(
      'mutation { createTraining(training: {title: "x"}) { training { id } } }',
      undefined,
      'cas',
    );
    expect(forbidden.errors[0]).toMatchObject({
      path: ['createTraining'],
      extensions: { code: 'PermissionDenied' },
    });
    const both = await ask(
      `mutation { addUsersToTraining(trainingRef: "t", userIds: ["${annId}"], userRefs: ["bob"]) { addedIds } }`,
    );
    expect(both.errors[0].extensions).toMatchObject({
      code: 'BadInput',
      violations: [{ path: expect.any(String) }],
    });
    const wrongDates = await ask(
      'mutation { updateTraining(ref: "t", training: {startDate: "soon"}) { training { id } } }',
    );
    expect(wrongDates.errors[0].extensions.violations).toMatchObject([
      { path: '/training/startDate', rule: 'date_time' },
    ]);
    expect(wrongDates.errors[0].message).not.toMatch(/accessibleFrom/);
    const unknownField = await ask('{ trainings { nothing } }');
    expect(unknownField.errors[0].extensions.code).toBe('BadQuery');
    const refs = Array.from({ length: 10_001 }, (_, place) => `r${place}`);
    const many = await ask(
      'mutation($r: [String!]) { addUsersToTraining(trainingRef: "t", userRefs: $r) { addedIds } }',
      { r: refs },
    );
    expect(many.errors[0].extensions.code).toBe('TooLarge');
  });

  test('a query too deep, with too many fields or asking for too much is refused', async () => {
    const deep = `{ training(ref: "t") ${'{ users '.repeat(500)}{ id }${' }'.repeat(500)} }`;
    expect((await ask(deep)).errors[0].extensions.code).toBe('TooLarge');
    const bottomless = '{a'.repeat(60_000);
    expect((await ask(bottomless)).errors[0].message).toEqual(expect.any(String));
    const wide = `{ ${Array.from({ length: 10_000 }, (_, n) => `a${n}: training(ref: "t") { id }`).join(' ')} }`;
    expect((await ask(wide)).errors[0].extensions.code).toBe('TooLarge');
    const spread = `fragment f0 on Training { id } ${Array.from({ length: 40 }, (_, n) => `fragment f${n + 1} on Training { ...f${n} ...f${n} }`).join(' ')} { training(ref: "t") { ...f40 } }`;
    expect((await ask(spread)).errors[0].extensions.code).toBe('TooLarge');
    const many = (text: string) => Array(30_000).fill(text).join(' ');
    for (const compared of [
      `fragment unused on Training { ${many('id')} } { __typename }`,
      `fragment twice on Training { ${many('id')} } fragment twice on Training { id } { __typename }`,
      `{ __schema { types { ${many('name')} } } }`,
      `{ training(ref: "t") { ${many('... { id }')} } }`,
      `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: training(ref: "t") { id }`).join(' ')} }`,
      `{ __schema { ${Array.from({ length: 200 }, (_, n) => `a${n}: types { fields { name } }`).join(' ')} } }`,
    ]) {
      const before = Date.now();
      expect((await ask(compared)).errors[0].extensions.code).toBe('TooLarge');
      expect(Date.now() - before).toBeLessThan(2_000);
    }
    const { errors } = await ask(
      getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }),
      undefined,
      null,
    );
    expect(errors).toBe(undefined);
    const costly =
      '{ paginatedTrainings { edges { node { participants { edges { node { user { id ref email name firstName lastName login departmentId departmentRef } id ref email name firstName lastName } } } trainers { edges { node { user { id ref email name firstName lastName login departmentId departmentRef } id ref email name firstName lastName } } } } } } }';
    expect((await ask(costly)).errors).toBe(undefined);
  });

  test('bodies are read however they are labelled, several at once too, and other methods are refused', async () => {
    const post = (payload: string, type: string) =>
      app.server.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': type }, payload });
    const query = JSON.stringify({ query: '{ __typename }' });
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json; charset=utf-8'])
      expect((await post(query, type)).json()).toEqual({ data: { __typename: 'Query' } });
    expect((await post(`[${query},${query}]`, 'application/json')).json()).toHaveLength(2);
    expect((await post(`[${Array(11).fill(query).join()}]`, 'application/json')).statusCode).toBe(413);
    for (const body of ['', 'x', '[]', '7', '{"query": 7}', '{"query": "{ __typename }", "variables": []}'])
      expect([400, 413]).toContain((await post(body, 'application/json')).statusCode);
    expect((await app.server.inject({ method: 'GET', url: '/graphql' })).statusCode).toBe(405);
  });

  test('every query and mutation of the documents that the product grew from runs as it stands', async () => {
    const text = readFileSync(new URL('./documents.txt', import.meta.url), 'utf8');
    for (const document of text.split(/^---$/m)) {
      const { errors } = await ask(document.replaceAll('00000000-0000-0000-0000-000000000000', annId));
      expect([document, errors]).toEqual([document, undefined]);
    }
  });
});
