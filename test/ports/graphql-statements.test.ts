import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { askGraphql } from '../graphql/asking.js';
import { organization } from '../rest/organization.js';
import { sentDuring } from './sent.js';

const numbers = Array.from({ length: 50 }, (_, no) => no);

describeOnEngines('how many statements GraphQL takes', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    const trainings = numbers.map((no) => ({ ref: `t${no}`, title: `Training ${no}` }));
    app = await startApplication({
      engine,
      organization: { ...organization, courses: [], enrollments: [], trainings },
    });
    await app.rest('admin', 'POST', '/v1/groups', { ref: 'team', name: 'Team', userRefs: ['ann', 'bob'] });
    for (const no of numbers) {
      const at = `/v1/trainings/ref:t${no}`;
      await app.rest('admin', 'POST', `${at}/participants`, { userRefs: ['ann', 'admin'] });
      await app.rest('admin', 'POST', `${at}/participants`, { userRefs: ['bob'], role: 'trainer' });
      await app.rest('admin', 'POST', `${at}/groups`, { groupRefs: ['team'] });
    }
  });
  afterAll(() => app.close());

  test('a page of trainings with everything about them costs the same however long it is', async () => {
    const query = `query($first: Int) { paginatedTrainings(first: $first) { count edges { node {
      ref conditions { type } progress nextEvent rolesForCurrentUser userData { progress mayStart roles }
      users { ref roles } groups { ref } participants(first: 5) { count edges { node { ref progress user { name } } } }
      trainers(first: 5) { edges { node { ref } } } mentors(first: 5) { count } } } } }`;
    const statements = async (first: number) => {
      let edges = 0;
      const sent = await sentDuring(engine, async () => {
        const { data, errors } = await askGraphql(app, 'admin', query, { first });
        expect(errors).toBe(undefined);
        edges = data.paginatedTrainings.edges.length;
      });
      expect(edges).toBe(first);
      return sent.length;
    };
    await statements(1);
    expect(await statements(50)).toBe(await statements(1));
  });
});
