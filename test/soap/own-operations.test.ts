import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, type Tree, textAt } from './tree.js';

const ref = '<trainingRef>first-aid-day</trainingRef>';

describe('operations that the vendor has nothing like', () => {
  let soap: SoapCaller;
  beforeAll(async () => {
    soap = await startSoap();
    const people = '<userRefs><id>anna</id><id>ben</id></userRefs>';
    await soap.call('owner', 'AddUsersToTraining', ref + people);
    const day = '<day><startAt>2030-05-01T09:00:00</startAt><duration>3600</duration></day>';
    const plan = `${ref}<ref>may</ref><capacity>1</capacity><days>${day}</days>`;
    expect((await soap.call('owner', 'CreateTrainingSession', plan)).fault).toBeUndefined();
    for (const person of ['anna', 'ben']) await choose(person);
  });
  afterAll(() => soap.app.close());

  const choose = (as: string) => soap.call(as, 'ChooseSession', '<sessionRef>may</sessionRef>');
  const sessionSeenBy = async (as: string): Promise<Tree> => {
    const { payload } = await soap.call(as, 'ListTrainingSessions', ref);
    const [items] = all(payload, 'items');
    const [session] = items ? all(items, 'item') : [];
    if (!session) throw new Error(`no session for ${as}`);
    return session;
  };

  test('whoever may see a session sees its seats, its waiting list and their own place, and no names', async () => {
    const seats = (session: Tree) =>
      ['capacity', 'attending', 'waiting', 'seatsLeft'].map((field) => textAt(session, field));
    const own = (session: Tree) => {
      const [place] = all(session, 'own');
      return place && [textAt(place, 'status'), textAt(place, 'position')];
    };
    const [annas, bens, owners] = [
      await sessionSeenBy('anna'),
      await sessionSeenBy('ben'),
      await sessionSeenBy('owner'),
    ];
    for (const session of [annas, bens, owners]) expect(seats(session)).toEqual(['1', '1', '1', '0']);
    expect(own(annas)).toEqual(['attending', undefined]);
    expect(own(bens)).toEqual(['waiting', '1']);
    expect(own(owners)).toBeUndefined();
    expect(JSON.stringify(bens)).not.toContain('anna');
  });

  test('an empty or nil element leaves its field as it is, and clear empties it', async () => {
    const session = '<sessionRef>may</sessionRef>';
    for (const element of ['<capacity/>', '<capacity xsi:nil="true"/>', '<clear/>']) {
      await soap.call('owner', 'UpdateTrainingSession', session + element);
      expect(textAt(await sessionSeenBy('owner'), 'capacity')).toBe('1');
    }
    const cleared = await soap.call(
      'owner',
      'UpdateTrainingSession',
      `${session}<clear><field>capacity</field><field>place</field><field>capacity</field></clear>`,
    );
    expect(cleared.fault).toBeUndefined();
    const after = await sessionSeenBy('owner');
    expect(textAt(after, 'capacity')).toBeUndefined();
    expect([textAt(after, 'attending'), textAt(after, 'waiting')]).toEqual(['2', '0']);
  });

  test.each([
    ['a field that is always there', '<clear><field>days</field></clear>', '/clear/0', 'one_of'],
    [
      'a field that there is not',
      '<clear><field>place</field><field>x</field></clear>',
      '/clear/1',
      'one_of',
    ],
    ['nothing', '<clear><field/></clear>', '/clear/0', 'one_of'],
    [
      'a field that is said too',
      '<place>Here</place><clear><field>place</field></clear>',
      '/clear',
      'repeated',
    ],
    ['another element', '<clear><id>place</id></clear>', '/clear/id', 'unknown_field'],
  ])('to clear %s is refused at its place', async (_, content, path, rule) => {
    const { fault } = await soap.call(
      'owner',
      'UpdateTrainingSession',
      `<sessionRef>may</sessionRef>${content}`,
    );
    expect(fault?.code).toBe('invalid');
    expect(fault?.violations).toEqual([expect.objectContaining({ path, rule })]);
  });

  test('both or neither of id and ref is refused in the words of every dialect', async () => {
    const { fault: neither } = await soap.call('owner', 'ListTrainingSessions', '');
    const message = 'Give exactly one of trainingId, trainingRef.';
    expect(neither?.violations).toEqual([{ path: '/trainingId', rule: 'required', message }]);
    const { fault: both } = await soap.call(
      'owner',
      'ListTrainingSessions',
      `${ref}<trainingId>x</trainingId>`,
    );
    expect(both?.violations).toEqual([expect.objectContaining({ rule: 'exactly_one', message })]);
  });
});
