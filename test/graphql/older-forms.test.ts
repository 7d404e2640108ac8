import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print } from 'graphql';
import { asOfToday } from '../../src/graphql/older-forms.js';
import { startApplication, type TestApplication } from '../application.js';
import { annId, organization } from '../rest/organization.js';
import { askGraphql } from './asking.js';

const schema = buildSchema(
  readFileSync(new URL('../../src/graphql/schema.graphql', import.meta.url), 'utf8'),
);

describe('documents of the older generation', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      organization: {
        ...organization,
        groups: [{ ref: 'team', name: 'Team', memberRefs: ['ann', 'bob', 'dora'] }],
      },
    });
    await app.rest('admin', 'POST', '/v1/trainings/ref:day/groups', { groupRefs: ['team'] });
  });
  afterAll(() => app.close());

  const done = async (query: string, as = 'admin') => {
    const { data, errors } = await askGraphql(app, as, query);
    expect([query, errors]).toEqual([query, undefined]);
    return data;
  };
  const refs = (users: readonly { ref: string }[]) => users.map(({ ref }) => ref);

  test('the users of a group are a list where their own fields are asked for, a connection otherwise', async () => {
    const { groups, group } = await done(
      `{ groups { users { id ref } } group(ref: "team") { people: users { ...One } both: users { count } } }
       fragment One on User { ref }`,
    );
    expect(groups[0].users[0]).toEqual({ id: annId, ref: 'ann' });
    expect([refs(group.people), group.both]).toEqual([['ann', 'bob', 'dora'], { count: 3 }]);
    const { training } = await done('{ training(ref: "day") { groups { users { ... on User { ref } } } } }');
    expect(refs(training.groups[0].users)).toEqual(['ann', 'bob', 'dora']);
    const { paginatedGroups } = await done(
      '{ paginatedGroups { edges { node { users(first: 1) { edges { node { ref } } } } } } }',
    );
    expect(paginatedGroups.edges[0].node.users.edges).toEqual([{ node: { ref: 'ann' } }]);
  });

  test('such a list has only people within reach', async () => {
    expect(refs((await done('{ group(ref: "team") { users { ref } } }', 'nl-admin')).group.users)).toEqual([
      'ann',
      'bob',
    ]);
  });

  test('a file is null, whichever of its parts are asked for', async () => {
    const { training } = await done(
      `{ training(ref: "day") { image { id ...Parts } overviewImage { url } cover: image } }
       fragment Parts on File { url }`,
    );
    expect(training).toEqual({ image: null, overviewImage: null, cover: null });
  });

  test('a mistake is told in the form that was meant', async () => {
    for (const [selection, type] of [
      ['users { egdes { node { ref } } }', 'UserConnection'],
      ['users { edges { node { nothing } } }', 'User'],
      ['users { ref nothing }', 'UserConnection'],
    ] as const) {
      const { errors } = await askGraphql(app, 'admin', `{ groups { ${selection} } }`);
      expect([errors[0].extensions.code, errors[0].message]).toEqual([
        'BadQuery',
        expect.stringContaining(`on type "${type}"`),
      ]);
    }
  });

  test('every other document stays what it is', () => {
    for (const query of [
      '{ groups { id users { count } } }',
      '{ training(ref: "x") { users { id } image } }',
      '{ groups { users(first: 1) { edges { cursor } } } users { id } }',
      'mutation { addUsersToGroup(groupRef: "users", userRefs: ["image"]) { addedIds } }',
    ]) {
      const document = parse(query);
      expect(print(asOfToday(document, query, schema))).toBe(print(document));
      expect(asOfToday(document, query, schema)).toBe(document);
    }
  });
});
