import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { annId, organization, someUuid } from '../rest/organization.js';
import { askGraphql } from './asking.js';

describeOnEngines('bad input over GraphQL', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    await ask('mutation { createOffer(offer: {ref: "offer", title: "Offer"}) { offer { id } } }');
  });
  afterAll(() => app.close());

  const ask = (query: string, variables?: object, as = 'admin') => askGraphql(app, as, query, variables);
  const done = async (query: string, variables?: object, as = 'admin') => {
    const { data, errors } = await ask(query, variables, as);
    expect(errors).toBe(undefined);
    return data;
  };
  /** The one error of an answer: code, path in the answer, and the places of what is wrong in the arguments. */
  const refusal = async (query: string, variables?: object, as = 'admin') => {
    const { status, errors } = await ask(query, variables, as);
    expect([status, errors?.length]).toEqual([200, 1]);
    const [{ message, path, extensions }] = errors;
    for (const violation of extensions.violations)
      expect(violation).toEqual({
        path: expect.any(String),
        rule: expect.any(String),
        message: expect.any(String),
      });
    expect([message, extensions.requestId]).toEqual([expect.any(String), expect.any(String)]);
    return [extensions.code, path, extensions.violations.map((one: { path: string }) => one.path)];
  };

  test.each([
    ['training', '{ training(ARGS) { id } }', 'id', 'ref'],
    ['user', '{ user(ARGS) { id } }', 'id', 'ref'],
    ['group', '{ group(ARGS) { id } }', 'id', 'ref'],
    ['offer', '{ offer(ARGS) { id } }', 'id', 'ref'],
    ['offerEvent', '{ offerEvent(ARGS) { id } }', 'id', 'ref'],
    [
      'updateTraining',
      'mutation { updateTraining(ARGS training: {title: "x"}) { training { id } } }',
      'id',
      'ref',
    ],
    ['updateUser', 'mutation { updateUser(ARGS user: {name: "x"}) { user { id } } }', 'id', 'ref'],
    ['updateGroup', 'mutation { updateGroup(ARGS group: {name: "x"}) { group { id } } }', 'id', 'ref'],
    ['updateOffer', 'mutation { updateOffer(ARGS offer: {title: "x"}) { offer { id } } }', 'id', 'ref'],
    [
      'updateOfferEvent',
      'mutation { updateOfferEvent(ARGS offerEvent: {title: "x"}) { offerEvent { id } } }',
      'id',
      'ref',
    ],
    ['deleteOfferEvent', 'mutation { deleteOfferEvent(ARGS) { ok } }', 'id', 'ref'],
    [
      'createOfferEvent',
      'mutation { createOfferEvent(ARGS offerEvent: {title: "x"}) { offerEvent { id } } }',
      'offerId',
      'offerRef',
    ],
    [
      'addUsersToTraining',
      'mutation { addUsersToTraining(ARGS userRefs: ["ann"]) { addedIds } }',
      'trainingId',
      'trainingRef',
    ],
    [
      'removeUsersFromTraining',
      'mutation { removeUsersFromTraining(ARGS userRefs: ["ann"]) { removedIds } }',
      'trainingId',
      'trainingRef',
    ],
    [
      'addUsersToGroup',
      'mutation { addUsersToGroup(ARGS userRefs: ["ann"]) { addedIds } }',
      'groupId',
      'groupRef',
    ],
    [
      'createOfferEventEnrollments',
      'mutation { createOfferEventEnrollments(ARGS userRefs: ["ann"]) { id } }',
      'offerEventId',
      'offerEventRef',
    ],
    [
      'updateExtraCategoryValues',
      'mutation { updateExtraCategoryValues(contentType: USER ARGS values: []) { ok } }',
      'modelId',
      'modelRef',
    ],
  ])('%s: both of id and ref, and neither, are refused at their place', async (field, query, id, ref) => {
    const with_ = (args: string) => query.replace('(ARGS)', args ? `(${args})` : '').replace('ARGS', args);
    expect(await refusal(with_(`${id}: "${someUuid}" ${ref}: "x"`))).toEqual([
      'BadInput',
      [field],
      [`/${ref}`],
    ]);
    const [code, path, places] = await refusal(with_(''));
    expect([code, path, places[0]]).toEqual(['BadInput', [field], `/${id}`]);
    expect((await refusal(with_(`${id}: null ${ref}: null`)))[0]).toBe('BadInput');
  });

  test('people named by id and by ref at once, or not at all, are refused', async () => {
    const add = (people: string) =>
      refusal(`mutation { addUsersToTraining(trainingRef: "day" ${people}) { addedIds } }`);
    const path = ['addUsersToTraining'];
    expect(await add(`userIds: ["${annId}"] userRefs: ["bob"]`)).toEqual(['BadInput', path, ['/userRefs']]);
    expect(await add('')).toEqual(['BadInput', path, ['/userIds']]);
    expect(await add('userRefs: []')).toEqual(['BadInput', path, ['/userRefs']]);
  });

  test('a ref that is a UUID is a ref: somebody’s id given as a ref finds nobody', async () => {
    const add = `mutation($refs: [String!]) { addUsersToTraining(trainingRef: "day", userRefs: $refs, sendInvites: false) { addedRefs failedIds failedRefs failures { path code } } }`;
    expect((await done(add, { refs: [annId, someUuid] })).addUsersToTraining).toEqual({
      addedRefs: [],
      failedIds: [],
      failedRefs: [annId, someUuid],
      failures: [0, 1].map((place) => ({ path: `/userRefs/${place}`, code: 'INVALID' })),
    });
    await done(
      `mutation { createTraining(training: {ref: "${someUuid}", title: "Odd"}) { training { id } } }`,
    );
    const found = await done(
      `{ a: training(ref: "${someUuid}") { id } b: training(id: "${someUuid}") { id } }`,
    );
    expect(found.a).toEqual(found.b);
    expect((await done(`{ training(ref: "${found.a.id}") { id } }`)).training).toBe(null);
  });

  test('10,000 refs are taken, 10,001 are too many, and the error names the bound', async () => {
    const query = `mutation($refs: [String!]) { addUsersToTraining(trainingRef: "day", userRefs: $refs, dryRun: true) { addedRefs failedRefs } }`;
    const refs = Array.from({ length: 10_001 }, (_, place) => `r${place}`);
    expect((await done(query, { refs: refs.slice(1) })).addUsersToTraining.failedRefs).toHaveLength(10_000);
    const { errors } = await ask(query, { refs });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/10,?000/),
        path: ['addUsersToTraining'],
        extensions: { code: 'TooLarge', violations: [{ path: '/userRefs' }] },
      },
    ]);
  });

  test('the same person twice, once by id and once by ref, is one person', async () => {
    const { addUsersToTraining } = await done(
      `mutation { addUsersToTraining(trainingRef: "day", userIds: ["${annId}", "ann", "${annId.toUpperCase()}"], sendInvites: false) { addedIds alreadyAddedIds failedIds } }`,
    );
    expect(addUsersToTraining).toEqual({ addedIds: [annId], alreadyAddedIds: [], failedIds: [] });
    const { removeUsersFromTraining } = await done(
      `mutation { removeUsersFromTraining(trainingRef: "day", userIds: ["ann", "${annId}"]) { removedIds alreadyRemovedIds } }`,
    );
    expect(removeUsersFromTraining).toEqual({ removedIds: [annId], alreadyRemovedIds: [] });
  });

  test('a trainer from another department: a result in a list, an error where all or nothing is asked', async () => {
    const add = `mutation($mode: Mode, $refs: [String!]) { addUsersToTraining(trainingRef: "day", role: TRAINER, userRefs: $refs, mode: $mode, sendInvites: false) { addedRefs failedRefs failures { path code } } }`;
    const refs = ['cas', 'dora', 'nobody'];
    expect((await done(add, { refs }, 'nl-admin')).addUsersToTraining).toEqual({
      addedRefs: ['cas'],
      failedRefs: ['dora', 'nobody'],
      failures: [1, 2].map((place) => ({ path: `/userRefs/${place}`, code: 'FORBIDDEN' })),
    });
    expect(await refusal(add, { refs, mode: 'ATOMIC' }, 'nl-admin')).toEqual([
      'PermissionDenied',
      ['addUsersToTraining'],
      ['/userRefs/1', '/userRefs/2'],
    ]);
    expect(
      (await done('{ training(ref: "day") { trainers { edges { node { ref } } } } }')).training.trainers
        .edges,
    ).toEqual([{ node: { ref: 'cas' } }]);
  });

  test('negative capacity is refused where it was said', async () => {
    const create = (event: string) =>
      refusal(
        `mutation { createOfferEvent(offerRef: "offer", offerEvent: {${event}}) { offerEvent { id } } }`,
      );
    const at = (...places: string[]) => [
      'BadInput',
      ['createOfferEvent'],
      places.map((one) => `/offerEvent/${one}`),
    ];
    expect(await create('maxSubscriptions: -1')).toEqual(at('maxSubscriptions'));
    expect(await create('maxParticipants: -1')).toEqual(at('maxParticipants'));
    expect(await create('minSubscriptions: -1')).toEqual(at('minSubscriptions'));
    expect(await create('minSubscriptions: 3, maxSubscriptions: 2')).toEqual(at('minSubscriptions'));
    expect(
      await refusal(
        'mutation { createTrainingSession(trainingRef: "day", title: "x", days: [{startAt: "2030-01-01T09:00:00", duration: 3600}], capacity: -1) { id } }',
      ),
    ).toEqual(['BadInput', ['createTrainingSession'], ['/capacity']]);
  });

  test('what closes before it opens is refused at the date that was said', async () => {
    const create = (date: string) =>
      refusal(
        `mutation { createOfferEvent(offerRef: "offer", offerEvent: {dates: [{start: "2030-01-01", end: "2030-01-02"}, {${date}}]}) { offerEvent { id } } }`,
      );
    const at = (name: string) => ['BadInput', ['createOfferEvent'], [`/offerEvent/dates/1/${name}`]];
    expect(await create('startDate: "2030-03-02T10:00:00Z", endDate: "2030-03-02T09:00:00Z"')).toEqual(
      at('endDate'),
    );
    expect(await create('start: "2030-03-02T10:00:00Z", end: "2030-03-02T09:00:00Z"')).toEqual(at('end'));
    expect(await create('startDate: "soon", endDate: "2030-03-02"')).toEqual(at('startDate'));
    expect(
      await refusal(
        'mutation { updateTraining(ref: "day", training: {startDate: "2030-02-02", endDate: "2030-02-01"}) { training { id } } }',
      ),
    ).toEqual(['BadInput', ['updateTraining'], ['/training/endDate']]);
  });

  test('capacity is not lowered under the number enrolled', async () => {
    await done(
      'mutation { createOfferEvent(offerRef: "offer", offerEvent: {ref: "full", maxSubscriptions: 3}) { offerEvent { id } } }',
    );
    await done(
      'mutation { createOfferEventEnrollments(offerEventRef: "full", userRefs: ["ann", "bob"], sendMail: false) { status } }',
    );
    for (const name of ['maxSubscriptions', 'maxParticipants'])
      expect(
        await refusal(
          `mutation { updateOfferEvent(ref: "full", offerEvent: {${name}: 1}) { offerEvent { id } } }`,
        ),
      ).toEqual(['Conflict', ['updateOfferEvent'], [`/offerEvent/${name}`]]);
    const lowered = await done(
      'mutation { updateOfferEvent(ref: "full", offerEvent: {maxSubscriptions: 2}) { offerEvent { spotsAvailable } } }',
    );
    expect(lowered.updateOfferEvent.offerEvent.spotsAvailable).toBe(0);
  });

  test('values of fields that are not there are refused under the names that were said', async () => {
    const update = (user: string) =>
      refusal(`mutation { updateUser(ref: "ann", user: {${user}}) { user { id } } }`);
    expect(await update('afasEmployeeId: "7"')).toEqual([
      'BadInput',
      ['updateUser'],
      ['/user/afasEmployeeId'],
    ]);
    expect(await update('extraFields: "{\\"other\\": 1}"')).toEqual([
      'BadInput',
      ['updateUser'],
      ['/user/extraFields/other'],
    ]);
    expect(
      await refusal(
        'mutation { updateExtraCategoryValues(contentType: USER, modelRef: "ann", values: [{categoryRef: "a/b", stringValue: "x"}]) { ok } }',
      ),
    ).toEqual(['BadInput', ['updateExtraCategoryValues'], ['/values/0']]);
  });

  test('pages out of bounds and cursors of nowhere are refused at their argument', async () => {
    for (const [query, place] of [
      ['paginatedTrainings(first: 0) { count }', 'first'],
      ['paginatedUsers(first: 51) { count }', 'first'],
      ['paginatedGroups(offset: -1) { count }', 'offset'],
      ['paginatedTrainings(after: "nowhere") { count }', 'after'],
    ] as const)
      expect(await refusal(`{ ${query} }`)).toEqual(['BadInput', [query.split('(')[0]], [`/${place}`]]);
    expect(await refusal('{ training(ref: "day") { participants(after: "nowhere") { count } } }')).toEqual([
      'BadInput',
      ['training', 'participants'],
      ['/after'],
    ]);
  });
});
