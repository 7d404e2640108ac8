import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OperationName } from '../../src/contract/operations.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { askGraphql } from '../graphql/asking.js';
import { organization as small } from '../rest/organization.js';
import { carries, type Input, type Protocol, protocols, tell } from './any-operation.js';

/** Whatever tells who somebody is: nothing of it is part of a word that stands in every answer. */
const names = (ref: string, no: number) => ({
  ref: `${ref}-ref`,
  id: `10000000-0000-4000-8000-00000000000${no}`,
  login: `${ref}-login`,
  email: `${ref}@acme.example`,
  firstName: `${ref}-first`,
  lastName: `${ref}-last`,
});
const people = {
  first: { ...names('xanthe', 1), departmentRef: 'de' },
  second: { ...names('yusuf', 2), departmentRef: 'nl-a' },
  own: { ...names('wanda', 3), departmentRef: 'nl-a' },
  last: { ...names('zeno', 4), departmentRef: 'de' },
};
type Person = keyof typeof people;
const order: readonly Person[] = ['first', 'second', 'own', 'last'];

describeOnEngines('seats that are taken and people who wait', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: { ...small, users: [...(small.users ?? []), ...Object.values(people)] },
    });
    const refs = order.map((one) => people[one].ref);
    await ask(app, 'addUsersToTraining', { trainingRef: 'day', userRefs: refs });
    await ask(app, 'addUsersToTraining', { trainingRef: 'day', userRefs: ['boss'], role: 'trainer' });
    const days = [{ startAt: '2999-01-02T09:00:00Z', duration: 3_600 }];
    await ask(app, 'createTrainingSession', { trainingRef: 'day', ref: 'small', capacity: 1, days });
    await ask(app, 'createOffer', { ref: 'offer', title: 'Offer' });
    const event = { ref: 'event', maxRegistrations: 1, waitingList: true, published: true };
    await ask(app, 'createOfferEvent', { offerRef: 'offer', ...event });
    for (const userRef of refs) await ask(app, 'chooseSession', { sessionRef: 'small', userRef });
    await ask(app, 'enrollUsersInOfferEvent', { offerEventRef: 'event', userRefs: refs });
  });
  afterAll(() => app.close());

  /** Who is told of in an answer, by whatever name. */
  const toldOf = (text: string): readonly Person[] =>
    order.filter((one) => {
      const { departmentRef: _, ...namesOf } = people[one];
      return Object.values(namesOf).some((name) => text.toLowerCase().includes(name));
    });
  const read = async (protocol: Protocol, as: string, operation: OperationName, input: Input) => {
    const told = await tell(app, protocol, { as, operation, input });
    if (!told) throw new Error(`${protocol} cannot say ${operation}`);
    expect([told.code, told.text]).toEqual([undefined, told.text]);
    return told;
  };

  const own = people.own.ref;
  const counted: readonly [string, OperationName, Input, object][] = [
    ['a session', 'getTrainingSession', { sessionRef: 'small' }, { attending: '1', waiting: '3' }],
    ['a list of sessions', 'listTrainingSessions', { trainingRef: 'day' }, { attending: '1', waiting: '3' }],
    ['an event', 'getOfferEvent', { offerEventRef: 'event' }, { enrolled: '1', waiting: '3' }],
    ['a list of events', 'listOfferEvents', { offerRefs: ['offer'] }, { enrolled: '1', waiting: '3' }],
  ];
  const listed: readonly [string, OperationName, Input][] = [
    ['places of a session', 'listSessionPlaces', { sessionRef: 'small' }],
    ['enrollments in an event', 'listOfferEventEnrollments', { offerEventRefs: ['event'] }],
  ];
  describe.each(protocols)('over %s', (protocol) => {
    test.each(counted.filter(([, operation]) => carries(protocol, operation)))(
      'are counted in %s for whoever sees it, and not named',
      async (_, operation, input, counts) => {
        for (const as of [own, 'nl-admin', 'admin']) {
          const { text, values } = await read(protocol, as, operation, input);
          const found = Object.keys(counts).map((name) => [name, values(name)[0]]);
          expect([as, Object.fromEntries(found), values('seatsLeft')]).toEqual([as, counts, ['0']]);
          expect([as, toldOf(text)]).toEqual([as, []]);
        }
      },
    );

    test.each(listed)(
      'are listed as far as the caller reaches, with positions among all: %s',
      async (_, operation, input) => {
        const seen = async (as: string) => {
          const { text, values } = await read(protocol, as, operation, input);
          const positions = values('position').filter((one) => one !== null && one !== 'null');
          return [toldOf(text), positions];
        };
        expect(await seen(own)).toEqual([['own'], ['2']]);
        expect(await seen('nl-admin')).toEqual([
          ['second', 'own'],
          ['1', '2'],
        ]);
        expect(await seen('admin')).toEqual([order, ['1', '2', '3']]);
      },
    );

    test('their trainer sees who they are', async () => {
      const { text } = await read(protocol, 'boss', 'listSessionPlaces', { sessionRef: 'small' });
      expect(toldOf(text)).toEqual(order);
    });

    test('are not even counted for who does not see the session', async () => {
      const asked = { as: 'cas', operation: 'listSessionPlaces', input: { sessionRef: 'small' } } as const;
      const told = await tell(app, protocol, asked);
      expect([told?.code, told?.values('position')]).toEqual(['absent', []]);
    });
  });

  test('the documented forms over GraphQL count them all, and name those within reach', async () => {
    const query =
      '{ offerEvent(ref: "event") { enrolledCount waitingCount spotsAvailable enrollments { status position user { ref name } } } }';
    const see = async (as: string) => {
      const { data } = await askGraphql(app, as, query);
      const { enrollments, ...counts } = data.offerEvent;
      expect(counts).toEqual({ enrolledCount: 1, waitingCount: 3, spotsAvailable: 0 });
      const positions = enrollments.map(({ position }: { position: number | null }) => position);
      return [toldOf(JSON.stringify(data)), positions];
    };
    expect(await see(own)).toEqual([['own'], [2]]);
    expect(await see('nl-admin')).toEqual([
      ['second', 'own'],
      [1, 2],
    ]);
    expect(await see('admin')).toEqual([order, [null, 1, 2, 3]]);
  });
});
