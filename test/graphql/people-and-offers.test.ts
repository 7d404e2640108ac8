import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { annId, organization, someUuid } from '../rest/organization.js';
import { askGraphql } from './asking.js';

describeOnEngines('people, groups and offers over GraphQL', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: {
        ...organization,
        profileFields: [
          { name: 'afasemployeeid', label: 'AFAS', type: 'text' },
          { name: 'team', label: 'Team', type: 'text' },
        ],
      },
    });
  });
  afterAll(() => app.close());

  const ask = (query: string, variables?: object, as: string | null = 'admin') =>
    askGraphql(app, as, query, variables);
  const done = async (query: string, variables?: object, as = 'admin') => {
    const { data, errors } = await ask(query, variables, as);
    expect(errors).toBe(undefined);
    return data;
  };
  const userFields =
    'id ref name firstName lastName email isActive archived language roles extraFields afasEmployeeId';

  test('a user is created, changed, and created or changed by ref or address', async () => {
    const made = await done(
      `mutation { createUser(sendInvite: false, user: {ref: "new", name: "Ζωή van der Berg", email: "zoe@example.org", language: NL, roles: [PARTICIPANT]}) { user { ${userFields} } } }`,
    );
    expect(made.createUser.user).toMatchObject({
      name: 'Ζωή van der Berg',
      firstName: 'Ζωή',
      lastName: 'van der Berg',
      language: 'NL',
      roles: ['PARTICIPANT'],
      isActive: true,
    });
    expect((await app.rest('admin', 'GET', '/v1/users/ref:new')).json).toMatchObject({
      departmentRef: 'hq',
      language: 'nl',
    });
    const upsert = `mutation($ref: String, $email: String, $user: UserInput!) {
      updateOrCreateUser(ref: $ref, email: $email, user: $user) { created user { ref email isActive afasEmployeeId } } }`;
    const of = async (variables: object) => (await done(upsert, variables)).updateOrCreateUser;
    expect(await of({ ref: 'two', user: { name: 'Two', afasEmployeeId: '7' } })).toMatchObject({
      created: true,
      user: { ref: 'two', afasEmployeeId: '7' },
    });
    expect(await of({ email: 'ZOE@example.org', user: { archived: true } })).toMatchObject({
      created: false,
      user: { ref: 'new', isActive: false },
    });
    const twins = await Promise.all(
      ['a', 'b', 'c'].map((name) => of({ ref: 'raced', user: { name, ref: 'raced' } })),
    );
    expect(twins.filter(({ created }) => created)).toHaveLength(1);
    const values = `mutation { updateExtraCategoryValues(contentType: USER, modelRef: "two", values: [{categoryRef: "team", stringValue: "Blue"}]) { ok user { extraFields } } }`;
    expect(JSON.parse((await done(values)).updateExtraCategoryValues.user.extraFields)).toEqual({
      afasemployeeid: '7',
      team: 'Blue',
    });
    const taken = await ask('mutation { createUser(user: {ref: "ann", name: "x"}) { user { id } } }');
    expect(taken.errors[0].extensions).toMatchObject({
      code: 'Conflict',
      violations: [{ path: '/user/ref' }],
    });
    const role = await ask('mutation { createUser(user: {name: "x", roles: [OWNER]}) { user { id } } }');
    expect(role.errors[0].extensions.violations[0].path).toBe('/user/roles');
  });

  test('people are read one by one, all, and page by page', async () => {
    expect(
      await done(
        `{ user(ref: "ann") { id } user2: user(id: "${annId}") { ref } none: user(ref: "no") { id } }`,
      ),
    ).toEqual({
      user: { id: annId },
      user2: { ref: 'ann' },
      none: null,
    });
    const page = (await done('{ paginatedUsers(first: 2, archived: true) { count edges { node { ref } } } }'))
      .paginatedUsers;
    expect([page.count, page.edges.length]).toEqual([2, 2]);
    expect((await done('{ users(active: false) { ref } }')).users).toHaveLength(2);
    expect((await done('{ users { ref } }', undefined, 'ann')).users).toEqual([{ ref: 'ann' }]);
  });

  test('groups have members and managers, and bulk calls tell what became of everybody', async () => {
    await done(
      'mutation { createGroup(group: {ref: "g", name: "G", isEditable: false}) { group { id isEditable } } }',
    );
    await done(
      'mutation { updateGroup(ref: "g", group: {name: "Group", enableChat: true}) { group { id } } }',
    );
    const add = `mutation($u: [String!]) { addUsersToGroup(groupRef: "g", userRefs: $u) { addedRefs alreadyAddedRefs failedRefs addedIds } }`;
    await done(add, { u: ['ann'] });
    expect((await done(add, { u: ['ann', 'bob', 'no'] })).addUsersToGroup).toMatchObject({
      addedRefs: ['bob'],
      alreadyAddedRefs: ['ann'],
      failedRefs: ['no'],
    });
    const managers = `mutation($u: [String!]) { addManagersToGroup(groupRef: "g", userRefs: $u) { response { succeededIds failedIds } } }`;
    expect((await done(managers, { u: ['ann', 'no'] })).addManagersToGroup.response).toEqual({
      succeededIds: ['ann'],
      failedIds: ['no'],
    });
    const { group } = await done(
      '{ group(ref: "g") { name enableChat isEditable users(first: 1) { count pageInfo { hasNextPage endCursor } edges { node { ref } } } managers { edges { node { ref roles } } } } }',
    );
    expect(group).toMatchObject({
      name: 'Group',
      enableChat: true,
      isEditable: false,
      users: { count: 2, pageInfo: { hasNextPage: true }, edges: [{ node: { ref: 'ann' } }] },
      managers: { edges: [{ node: { ref: 'ann', roles: ['PARTICIPANT', 'GROUP_MANAGER'] } }] },
    });
    const next = await done('{ group(ref: "g") { users(first: 1, after: "1") { edges { node { ref } } } } }');
    expect(next.group.users.edges).toEqual([{ node: { ref: 'bob' } }]);
    const remove = `mutation { removeUsersFromGroup(groupRef: "g", userRefs: ["bob", "cas"]) { removedRefs alreadyRemovedRefs } removeManagersFromGroup(groupRef: "g", userIds: ["${annId}"]) { response { succeededIds } } }`;
    expect(await done(remove)).toEqual({
      removeUsersFromGroup: { removedRefs: ['bob'], alreadyRemovedRefs: ['cas'] },
      removeManagersFromGroup: { response: { succeededIds: [annId] } },
    });
    expect((await app.rest('admin', 'GET', '/v1/users/ref:ann')).json.roles).toEqual([]);
  });

  test('offers, events and enrollments run in both generations of the API', async () => {
    const { createOffer } = await done(
      'mutation { createOffer(offer: {ref: "o", title: "Offer"}) { offer { id isActive } } }',
    );
    const offerId = createOffer.offer.id;
    const { createOfferEvent } = await done(
      `mutation { createOfferEvent(offerEvent: {offerId: "${offerId}", title: "Old", maxParticipants: 1, waitingList: true, publish: true, price: 12.5, accessTrainings: ["day"]}) {
        offerEvent { id spotsAvailable price contentType contentTitle dates { id } } } }`,
    );
    expect(createOfferEvent.offerEvent).toMatchObject({
      spotsAvailable: 1,
      price: '12.5',
      contentType: 'TRAINING',
      contentTitle: 'A day',
    });
    const eventId = createOfferEvent.offerEvent.id;
    await done(
      `mutation { createOfferEvent(offerRef: "o", offerEvent: {ref: "e", type: WEBINAR, dates: [{startDate: "2999-01-02T09:00:00Z", endDate: "2999-01-02T10:00:00Z"}], maxSubscriptions: 1}) { offerEvent { type dates { startDate } } } }`,
    );
    await done(
      `mutation { createOfferEventDate(offerEventDate: {offerEventId: "e", start: "2999-02-02 09:00", end: "2999-02-02 10:00"}) { offerEventDate { id start } } }`,
    );
    const enroll = `mutation($u: UUID!) { enrollUserInOfferEvent(enrollment: {userId: $u, offerEventId: "${eventId}", status: ENROLLED}) { enrollment { id status user { ref } } } }`;
    expect((await done(enroll, { u: annId })).enrollUserInOfferEvent.enrollment).toMatchObject({
      status: 'ENROLLED',
      user: { ref: 'ann' },
    });
    expect((await done(enroll, { u: 'bob' })).enrollUserInOfferEvent.enrollment.status).toBe('WAITLISTED');
    expect(
      (
        await done(
          `{ enrollment(userId: "bob", offerEventId: "${eventId}") { status position offerEvent { title } } }`,
        )
      ).enrollment,
    ).toEqual({
      status: 'WAITLISTED',
      position: 1,
      offerEvent: { title: 'Old' },
    });
    expect(
      (
        await done(
          `mutation { unenrollUserFromOfferEvent(userId: "${annId}", offerEventId: "${eventId}") { success } }`,
        )
      ).unenrollUserFromOfferEvent.success,
    ).toBe(true);
    expect((await done('{ enrollments(userId: "bob") { status } }')).enrollments).toEqual([
      { status: 'ENROLLED' },
    ]);
    expect((await app.rest('admin', 'GET', '/v1/trainings/ref:day/participants')).json.items).toMatchObject([
      { userRef: 'bob' },
    ]);

    const many = await ask(
      'mutation { createOfferEventEnrollments(offerEventRef: "e", userRefs: ["cas", "nobody"], sendMail: false) { status user { ref } } }',
    );
    expect(many.data.createOfferEventEnrollments).toEqual([
      { status: 'ENROLLED', user: { ref: 'cas' } },
      null,
    ]);
    expect(many.errors).toMatchObject([
      { path: ['createOfferEventEnrollments', 1], extensions: { code: 'BadInput' } },
    ]);
    const full = await ask(
      'mutation { enrollUserInOfferEvent(enrollment: {userId: "ann", offerEventId: "e"}) { enrollment { id } } }',
    );
    expect(full.errors[0].extensions.code).toBe('Conflict');
    const { offer } = await done(
      '{ offer(ref: "o") { offerEvents { ref enrolledCount trainers { id } enrollments { user { ref } } offer { ref } } } }',
    );
    expect(offer.offerEvents).toHaveLength(2);
    expect(
      (
        await done(
          `mutation { updateOfferEvent(ref: "e", sendNotification: false, offerEvent: {cancelled: true}) { offerEvent { cancelled enrolledCount } } }`,
        )
      ).updateOfferEvent.offerEvent,
    ).toEqual({ cancelled: true, enrolledCount: 0 });
    expect(
      (
        await done(
          `mutation { archiveOfferEvents(archive: true, ids: ["${eventId}", "${someUuid}"]) { response { succeededIds failedIds } } }`,
        )
      ).archiveOfferEvents.response,
    ).toEqual({ succeededIds: [eventId], failedIds: [someUuid] });
    expect((await done('mutation { deleteOfferEvent(ref: "e") { ok } }')).deleteOfferEvent.ok).toBe(true);
    expect(
      (
        await done(
          'mutation { updateOffer(ref: "o", offer: {isActive: false}) { offer { archived archivedAt } } }',
        )
      ).updateOffer.offer.archived,
    ).toBe(true);
  });

  test('what the core has and Pluvo has not is there: enrolling in courses, explanations, dry runs', async () => {
    const enroll = `mutation($dry: Boolean) { enrollLearnersInCourses(learnerRefs: ["ann", "bob"], courseRefs: ["plain"], dueDateType: UNLIMITED, dryRun: $dry) {
      summary { enrolled alreadyEnrolled } outcomes { outcome enrollmentId learnerRef } } }`;
    expect((await done(enroll, { dry: true })).enrollLearnersInCourses.summary.enrolled).toBe(2);
    const { outcomes } = (await done(enroll)).enrollLearnersInCourses;
    expect(outcomes[0]).toMatchObject({ outcome: 'ENROLLED', learnerRef: 'ann' });
    const explained = await done(
      `{ explainEnrollment(enrollmentId: "${outcomes[0].enrollmentId}") { enrollment { status dueDateType kind role } grants { kind live givenBecause givenOver } } }`,
    );
    expect(explained.explainEnrollment).toMatchObject({
      enrollment: { status: 'ACTIVE', dueDateType: 'UNLIMITED', kind: 'COURSE', role: 'PARTICIPANT' },
      grants: [{ kind: 'DIRECT', live: true, givenBecause: 'enrollLearnersInCourses', givenOver: 'graphql' }],
    });
    const refused = await ask(
      'mutation { enrollLearnersInCourses(learnerRefs: ["no"], courseRefs: ["plain"], dueDateType: UNLIMITED) { summary { enrolled } } }',
    );
    expect(refused.errors[0]).toMatchObject({
      path: ['enrollLearnersInCourses'],
      extensions: {
        code: 'BadInput',
        violations: [{ path: '/learnerRefs/0', rule: 'unknown' }],
        requestId: expect.any(String),
      },
    });
    expect(
      (await done('{ listUsers(limit: 1, withTotal: true) { total items { ref status } nextCursor } }'))
        .listUsers.items[0].status,
    ).toBe('ACTIVE');
  });
});
