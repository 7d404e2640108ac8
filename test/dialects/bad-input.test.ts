import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { ask } from '../asking.js';
import { annId } from '../rest/organization.js';
import { type Input, protocols, tell } from './any-operation.js';
import { badCases } from './bad-cases.js';
import { badWorld, dayId, organization } from './bad-world.js';
import { placeInForm } from './graphql-forms.js';

/** What a protocol has no way to say: one path holds one name; the vendor has a way of its own for one session. */
const unsaid = {
  REST: /: (training|session|offer|offerEvent) given /,
  SOAP: /^getTrainingSession: /,
  GraphQL: /^$/,
} as const;

describeOnEngines('bad input about trainings and offers', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    await badWorld(app);
    for (const as of ['admin', 'nl-admin', 'nl-planner']) await app.token(as);
  });
  afterAll(() => app.close());

  describe.each(protocols)('over %s', (protocol) => {
    const cases = badCases.filter(({ name }) => !unsaid[protocol].test(name));
    const say = async (operation: Parameters<typeof tell>[2]['operation'], input: Input, as = 'admin') => {
      const told = await tell(app, protocol, { as, operation, input });
      if (!told) throw new Error(`${protocol} cannot say it`);
      return told;
    };

    test.each(cases.map((one) => [one.name, one] as const))(
      'it is refused at its place: %s',
      async (_, { operation, input, code, places, as }) => {
        const before = await ask(app, 'listAuditEvents', {});
        const told = await say(operation, input, as);
        const inForm = (path: string) => (protocol === 'GraphQL' ? placeInForm(operation, path) : path);
        expect([told.code, told.places, told.text]).toEqual([code, places.map(inForm), told.text]);
        expect(await ask(app, 'listAuditEvents', {})).toEqual(before);
      },
    );

    test('the same person twice, by id and by ref, is one person', async () => {
      const users = { userIds: [annId, 'ann', annId.toUpperCase()] };
      const entries = (what: object) => ({
        entries: [
          { userId: annId, ...what },
          { userRef: 'ann', ...what },
        ],
      });
      const ofAnn = { trainingRefs: ['other day'], userRefs: ['ann'] };
      const enrolled = { offerEventRefs: ['other event'], statuses: ['ENROLLED' as const] };
      const one = (list: { items: readonly unknown[] }) => list.items.length;
      const other = { trainingRef: 'other day' };

      await say('addUsersToTraining', { ...other, ...users });
      expect(one(await ask(app, 'listTrainingParticipants', other))).toBe(1);
      const progress = { ...other, progress: protocols.indexOf(protocol) + 1 };
      await say('reportProgress', entries(progress));
      expect((await ask(app, 'listParticipations', ofAnn)).items).toMatchObject([progress]);
      await say('removeUsersFromTraining', { ...other, ...users });
      expect(one(await ask(app, 'listTrainingParticipants', other))).toBe(0);

      await say('enrollUsersInOfferEvent', { offerEventRef: 'other event', ...users });
      expect(one(await ask(app, 'listOfferEventEnrollments', enrolled))).toBe(1);
      await say('unenrollUsersFromOfferEvent', { offerEventRef: 'other event', ...users });
      expect(one(await ask(app, 'listOfferEventEnrollments', enrolled))).toBe(0);

      const minutes = protocols.indexOf(protocol) + 1;
      await say('recordAttendance', { dayId, ...entries({ attended: true, minutes }) });
      expect((await ask(app, 'listAttendance', { dayId })).items).toMatchObject([
        { userRef: 'ann', minutes },
      ]);
    });

    test.each([
      ['recordAttendance', { dayId }, { attended: true, minutes: 60 }],
      ['reportProgress', {}, { trainingRef: 'day', progress: 100, completedAt: '2024-01-01T00:00:00Z' }],
    ] as const)('as many entries as the contract allows are taken: %s', async (operation, more, entry) => {
      const entries = Array.from({ length: 10_000 }, (_, no) => ({ userRef: `r${no}`, ...entry }));
      const { code, values } = await say(operation, { ...more, entries, mode: 'partial' });
      expect([code, values('failed')]).toEqual([undefined, ['10000']]);
    });
  });
});
