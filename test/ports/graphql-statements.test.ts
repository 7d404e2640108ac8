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
    await app.load({
      users: numbers.map((no) => ({ ref: `u${no}`, departmentRef: 'hq', firstName: `User ${no}` })),
      groups: numbers.map((no) => ({ ref: `g${no}`, name: `Group ${no}`, memberRefs: ['ann', `u${no}`] })),
    });
    await askGraphql(
      app,
      'admin',
      `mutation { ${numbers.map((no) => `g${no}: addManagersToGroup(groupRef: "g${no}", userRefs: ["cas", "u${no}"]) { response { failedIds } }`).join(' ')} }`,
    );
    await app.rest('admin', 'POST', '/v1/groups', { ref: 'team', name: 'Team', userRefs: ['ann', 'bob'] });
    for (const no of numbers) {
      const at = `/v1/trainings/ref:t${no}`;
      await app.rest('admin', 'POST', `${at}/participants`, { userRefs: ['ann', 'admin'] });
      await app.rest('admin', 'POST', `${at}/participants`, { userRefs: ['bob'], role: 'trainer' });
      await app.rest('admin', 'POST', `${at}/groups`, { groupRefs: ['team'] });
    }
  });
  afterAll(() => app.close());

  /** The statements that a page of some length takes; the page has as many edges as were asked for. */
  const statements = async (query: string, first: number) => {
    let edges = 0;
    const sent = await sentDuring(engine, async () => {
      const { data, errors } = await askGraphql(app, 'admin', query, { first });
      expect(errors).toBe(undefined);
      edges = data.page.edges.length;
    });
    expect(edges).toBe(first);
    return sent.length;
  };

  /** Of several times: who asks is looked up anew once what is known of them is two seconds old. */
  const least = async (ask: () => Promise<number>) => Math.min(await ask(), await ask(), await ask());

  test.each([
    [
      'trainings with everything about them',
      `query($first: Int) { page: paginatedTrainings(first: $first) { count edges { node {
      ref conditions { type } progress nextEvent rolesForCurrentUser userData { progress mayStart roles }
      users { ref roles } groups { ref } participants(first: 5) { count edges { node { ref progress user { name } } } }
      trainers(first: 5) { edges { node { ref } } } mentors(first: 5) { count } } } } }`,
    ],
    [
      'the trainings of a user with their data',
      'query($first: Int) { page: paginatedTrainings(first: $first, userRef: "ann", trainingUserRoles: [PARTICIPANT]) { edges { node { ref userData { progress nextEvent mayStart roles } } } } }',
    ],
    [
      'users',
      'query($first: Int) { page: paginatedUsers(first: $first) { count edges { node { ref name roles extraFields departmentRef } } } }',
    ],
    [
      'groups with members and managers',
      'query($first: Int) { page: paginatedGroups(first: $first) { count edges { node { ref users(first: 3) { count edges { node { ref roles } } } managers(first: 3) { count edges { node { ref } } } } } } }',
    ],
  ])('a page of %s costs the same however long it is', async (_, query) => {
    const [many, one] = [await least(() => statements(query, 50)), await least(() => statements(query, 1))];
    expect(many).toBe(one);
  });

  test('offers with events, trainers and enrollments cost the same however many there are', async () => {
    const query = `{ offers { ref offerEvents { ref dates { start } accessTrainings { ref } trainers { ref } offer { ref }
      enrollments { status user { ref } offerEvent { ref } } } } enrollments { status user { ref } offerEvent { ref offer { ref } } } }`;
    const count = async (offers: number) => {
      let found = 0;
      const sent = await sentDuring(engine, async () => {
        const { data, errors } = await askGraphql(app, 'admin', query);
        expect(errors).toBe(undefined);
        expect(data.enrollments).toHaveLength(2 * offers);
        found = data.offers.length;
      });
      expect(found).toBe(offers);
      return sent.length;
    };
    const add = async (no: number) => {
      await app.rest('admin', 'POST', '/v1/offers', { ref: `o${no}`, title: `Offer ${no}` });
      const event = { ref: `e${no}`, trainerRefs: ['bob'], trainingRefs: [`t${no}`] };
      await app.rest('admin', 'POST', `/v1/offers/ref:o${no}/events`, event);
      await app.rest('admin', 'POST', `/v1/offer-events/ref:e${no}/enrollments`, {
        userRefs: ['ann', 'cas'],
      });
    };
    await add(0);
    const one = await least(() => count(1));
    for (const no of numbers.slice(1, 10)) await add(no);
    expect(await least(() => count(10))).toBe(one);
  });
});
