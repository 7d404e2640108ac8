import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { annId, organization } from '../rest/organization.js';
import { askGraphql } from './asking.js';

const client = { clientId: '6a1c0000-0000-4000-8000-000000000001', clientSecret: 'a secret for this test' };
const scopes = [
  ...['users.read', 'users.write', 'trainings.read', 'trainings.write', 'groups.read', 'groups.write'],
  ...['events.read', 'events.write', 'extra_categories.write'],
];

describe('both generations of what Pluvo documents', () => {
  let app: TestApplication;
  let token = '';
  beforeAll(async () => {
    app = await startApplication({
      organization: {
        ...organization,
        profileFields: [
          { name: 'afasemployeeid', label: 'AFAS employee', type: 'text' },
          { name: 'afaspersonid', label: 'AFAS person', type: 'text' },
        ],
        apiClients: [{ ...client, userRef: 'admin' }],
      },
    });
    const answer = await app.server.inject({
      method: 'POST',
      url: '/oauth/token/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        scope: scopes.join(' '),
      }).toString(),
    });
    expect(answer.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 86_400,
      scope: scopes.join(' '),
    });
    token = answer.json().access_token;
  });
  afterAll(() => app.close());

  const done = async (query: string, variables?: object) => {
    const { data, errors } = await askGraphql(app, null, query, variables, {
      authorization: `Bearer ${token}`,
      // The older documents call the JSON a form.
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([query, errors]).toEqual([query, undefined]);
    return data;
  };

  test('a training has every field of either', async () => {
    await done(
      `mutation { createTraining(training: {ref: "t", title: "Title", subtitle: "Sub", introduction: "Intro", estimatedTimeSpent: "2 h", isActive: true,
        startDate: "2020-01-01", endDate: "2099-01-01T00:00:00Z", showParticipants: false, showSharedFiles: true, enableChat: true}) { training { id } } }`,
    );
    await done('mutation { addUsersToTraining(trainingRef: "t", userRefs: ["ann", "bob"]) { addedRefs } }');
    const { training } = await done(`{ training(ref: "t") {
      id isActive archived title subtitle introduction image overviewImage startDate endDate estimatedTimeSpent
      users { ref } participants(first: 1) { count edges { node { ref } } } trainers { count } groups { ref }
      showParticipants showSharedFiles enableChat ref rolesForCurrentUser allConditionsFulfilled
      conditions { __typename type ... on AbsoluteDateCondition { date endDate } }
      nextEvent progress userData { progress } portfolioItem { id title } modules { id title } } }`);
    expect(training).toMatchObject({
      ...{ isActive: true, archived: false, title: 'Title', subtitle: 'Sub', introduction: 'Intro' },
      ...{ image: null, overviewImage: null, startDate: '2020-01-01', endDate: '2099-01-01' },
      ...{ estimatedTimeSpent: '2 h', showParticipants: false, showSharedFiles: true, enableChat: true },
      users: [{ ref: 'ann' }, { ref: 'bob' }],
      participants: { count: 2, edges: [{ node: { ref: 'ann' } }] },
      ...{ groups: [], rolesForCurrentUser: [], allConditionsFulfilled: true },
      conditions: [{ __typename: 'AbsoluteDateCondition', type: 'AbsoluteDateCondition' }],
      ...{ nextEvent: null, progress: null, userData: null, portfolioItem: null, modules: [] },
    });
  });

  test('pages say in both directions where they stand, as clients of Relay ask', async () => {
    const query = `query($after: String, $offset: Int) { paginatedUsers(first: 2, after: $after, offset: $offset) {
      count edges { cursor node { ref } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const { paginatedUsers: first } = await done(query);
    const [one, two] = first.edges;
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: one.cursor,
      endCursor: two.cursor,
    });
    const { paginatedUsers: next } = await done(query, { after: one.cursor });
    expect([next.edges[0], next.pageInfo.hasPreviousPage]).toEqual([two, true]);
    const { paginatedUsers: skipped } = await done(query, { offset: 1 });
    expect([skipped.edges[0].node, skipped.pageInfo.hasPreviousPage]).toEqual([two.node, true]);
    const people = `query($after: String) { training(ref: "t") { participants(first: 1, after: $after) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
    const pageInfo = async (after: string | null) =>
      (await done(people, { after })).training.participants.pageInfo;
    expect(await pageInfo(null)).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(await pageInfo((await pageInfo(null)).endCursor)).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
    });
    expect(
      (await done('{ paginatedUsers(q: "nobody at all") { pageInfo { startCursor endCursor } } }'))
        .paginatedUsers.pageInfo,
    ).toEqual({
      startCursor: null,
      endCursor: null,
    });
  });

  test('an event is planned with one content or with several, and has every field of either', async () => {
    const { createOffer } = await done(
      'mutation { createOffer(offer: {ref: "o", title: "Offer", description: "What it is"}) { offer { id } } }',
    );
    const content = 'contentId contentType contentTitle accessTrainings { ref } accessCourses { ref }';
    const old = await done(
      `mutation($offerId: UUID) { createOfferEvent(offerEvent: {offerId: $offerId, ref: "old", title: "Old", contentId: "t", contentType: "TRAINING", maxParticipants: 5}) {
        offerEvent { offerId isActive maxParticipants enrolledCount spotsAvailable dates { id offerEventId start end } ${content} } } }`,
      { offerId: createOffer.offer.id },
    );
    expect(old.createOfferEvent.offerEvent).toMatchObject({
      ...{ offerId: createOffer.offer.id, isActive: true, maxParticipants: 5, spotsAvailable: 5, dates: [] },
      ...{
        contentType: 'TRAINING',
        contentTitle: 'Title',
        accessTrainings: [{ ref: 't' }],
        accessCourses: [],
      },
    });
    const changed = await done(
      `mutation { updateOfferEvent(ref: "old", offerEvent: {contentId: "plain", contentType: "COURSE"}) { offerEvent { ${content} } } }`,
    );
    expect(changed.updateOfferEvent.offerEvent).toMatchObject({
      ...{
        contentType: 'COURSE',
        contentTitle: 'Plain',
        accessTrainings: [],
        accessCourses: [{ ref: 'plain' }],
      },
    });
    const { createOfferEvent } = await done(
      `mutation { createOfferEvent(offerRef: "o", offerEvent: {ref: "new", title: "New", type: ELEARNING, dates: [{startDate: "2099-01-02T09:00:00Z", endDate: "2099-01-02T10:00:00Z"}],
        maxSubscriptions: 2, minSubscriptions: 1, waitingList: true, closingDate: "2098-12-01", price: "10.50", cancelled: false, publish: true,
        trainers: ["${annId}"], accessTrainings: ["t"], accessCourses: []}) { offerEvent {
        id ref title type dates { id startDate endDate } maxSubscriptions minSubscriptions enrolledCount spotsAvailable waitingList closingDate price cancelled publish
        trainers { id } accessTrainings { ref } accessCourses { ref } accessExternalContents { id } accessScorms { id } accessVideos { id } certificateId scoreThreshold } } }`,
    );
    expect(createOfferEvent.offerEvent).toMatchObject({
      ...{ type: 'ELEARNING', maxSubscriptions: 2, minSubscriptions: 1, waitingList: true, price: '10.50' },
      ...{ cancelled: false, publish: true, trainers: [{ id: annId }], accessTrainings: [{ ref: 't' }] },
      ...{ accessExternalContents: [], accessScorms: [], accessVideos: [] },
      ...{ certificateId: null, scoreThreshold: null },
    });
  });

  test('content that is said twice, by half or of a kind that is not here is refused at its place', async () => {
    for (const [said, place] of [
      ['contentId: "t", contentType: "TRAINING", accessCourses: ["plain"]', 'accessCourses'],
      ['contentId: "t"', 'contentType'],
      ['contentType: "TRAINING"', 'contentId'],
      ['contentId: "t", contentType: "VIDEO"', 'contentType'],
      ['contentId: "nothing", contentType: "COURSE"', 'contentId'],
    ]) {
      const { errors } = await askGraphql(
        app,
        'admin',
        `mutation { createOfferEvent(offerRef: "o", offerEvent: {${said}}) { offerEvent { id } } }`,
      );
      expect(errors[0].extensions).toMatchObject({
        code: 'BadInput',
        violations: [{ path: `/offerEvent/${place}` }],
      });
    }
  });

  test('an event may be said to begin active, and not to begin archived', async () => {
    const create = (isActive: boolean) =>
      `mutation { createOfferEvent(offerRef: "o", offerEvent: {title: "Active", isActive: ${isActive}}) { offerEvent { isActive } } }`;
    expect((await done(create(true))).createOfferEvent.offerEvent).toEqual({ isActive: true });
    const { errors } = await askGraphql(app, 'admin', create(false));
    expect(errors[0].extensions).toMatchObject({
      code: 'BadInput',
      violations: [{ path: '/offerEvent/isActive' }],
    });
  });

  test('a user has every field of either, and is made or changed by the same document', async () => {
    const upsert = `mutation($ref: String, $email: String) { updateOrCreateUser(ref: $ref, email: $email, sendInvite: true,
      user: {name: "Iris Blom", email: "iris@example.org", ref: "iris", roles: [PARTICIPANT], language: NL, archived: false, afasEmployeeId: "77"}) {
      created user { id isActive archived email name ref roles profileImage language extraFields afasEmployeeId afasPersonId } } }`;
    const made = (await done(upsert, { ref: 'iris' })).updateOrCreateUser;
    expect(made).toMatchObject({
      created: true,
      user: {
        ...{ isActive: true, archived: false, email: 'iris@example.org', name: 'Iris Blom', ref: 'iris' },
        ...{ roles: ['PARTICIPANT'], language: 'NL', afasEmployeeId: '77', afasPersonId: null },
      },
    });
    expect((await done(upsert, { email: 'IRIS@example.org' })).updateOrCreateUser).toEqual({
      ...made,
      created: false,
    });
  });
});
