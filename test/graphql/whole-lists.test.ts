import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wholeOf } from '../../src/graphql/load.js';
import { startApplication, type TestApplication } from '../application.js';
import { ask as perform } from '../asking.js';
import { organization } from '../rest/organization.js';
import { askGraphql } from './asking.js';

const patience = 120_000;
const many = 210;

/** More people in more trainings than the core lists in one piece: 210 of 60 each. */
describe('lists that are longer than one piece', () => {
  let app: TestApplication;
  const refs = Array.from({ length: 60 }, (_, no) => `p${no}`);
  const trainings = Array.from({ length: many }, (_, no) => `t${no}`);
  beforeAll(async () => {
    app = await startApplication({
      organization: {
        ...organization,
        users: [...(organization.users ?? []), ...refs.map((ref) => ({ ref, departmentRef: 'hq' }))],
        trainings: trainings.map((ref) => ({ ref, title: ref })),
        courses: [],
      },
    });
    await perform(app, 'addGroup', { ref: 'all', name: 'All', userRefs: refs });
    for (const trainingRef of trainings)
      await perform(app, 'addGroupsToTraining', { trainingRef, groupRefs: ['all'] });
  }, patience);
  afterAll(() => app.close());

  test('a training shows all its users, not only the first fifty', async () => {
    const { data, errors } = await askGraphql(app, 'admin', '{ training(ref: "t0") { users { ref } } }');
    expect(errors).toBe(undefined);
    expect(data.training.users.map(({ ref }: { ref: string }) => ref)).toEqual(refs);
  });

  test(
    'whatever is asked for at once, each training has the participants of its page',
    async () => {
      const pages = Array.from(
        { length: Math.ceil(many / 50) },
        (_, no) =>
          `p${no}: paginatedTrainings(offset: ${50 * no}) { edges { node { participants { count pageInfo { hasNextPage } edges { node { ref } } } } } }`,
      );
      const { data, errors } = await askGraphql(app, 'admin', `{ ${pages.join(' ')} }`);
      expect(errors).toBe(undefined);
      const found = Object.values(
        data as Record<string, { edges: { node: { participants: { count: number; edges: object[] } } }[] }>,
      ).flatMap(({ edges }) => edges);
      expect(found).toHaveLength(many);
      for (const { node } of found)
        expect([node.participants.count, node.participants.edges.length]).toEqual([60, 50]);
    },
    patience,
  );
});

test('a list that goes on behind what was given in one piece is refused, with what to ask for instead', () => {
  expect(wholeOf({ items: [1, 2], nextCursor: null }, 'users', 'participants')).toEqual([1, 2]);
  expect(() => wholeOf({ items: [1, 2], nextCursor: 'more' }, 'users', 'participants')).toThrow(
    expect.objectContaining({ code: 'too_large', message: expect.stringContaining('participants') }),
  );
});
