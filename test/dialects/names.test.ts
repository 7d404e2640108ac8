import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { done, type Facts, refused } from './case.js';
import { courses, learners, training, unknown } from './organization.js';
import { startWorlds, type Worlds } from './worlds.js';

let worlds: Worlds;
beforeAll(async () => {
  worlds = await startWorlds();
});
afterAll(() => worlds.close());

const enroll = (learnerIds: readonly string[], courseIds: readonly string[], as: string | null = 'owner') =>
  worlds.same({
    operation: 'EnrollLearnersInCourses',
    as,
    input: { learnerIds, courseIds, dueDateType: 'unlimited' },
  });

const uuidRef = 'b0b0b0b0-0000-4000-8000-b0b0b0b0b0b0';

describe('learners and courses are named', () => {
  const ways: [string, string[], string[], [learner: string, course: string]][] = [
    ['by id', [learners.ben], [courses.plain], ['ben', 'plain']],
    [
      'by id in upper case',
      [learners.carla.toUpperCase()],
      [courses.boxed.toUpperCase()],
      ['carla', 'boxed'],
    ],
    ['by ref', ['carla'], ['plain'], ['carla', 'plain']],
    ['by the integers of a legacy system', ['1001'], ['2001'], ['1001', '2001']],
    ['by a ref that looks like an id', [uuidRef], ['plain'], [uuidRef, 'plain']],
  ];
  test.each(ways)('%s', async (_, who, what, [learner, course]) => {
    expect(await worlds.look(learner, course)).toBeUndefined();
    expect(await enroll(who, what)).toEqual(done);
    expect(await worlds.look(learner, course)).toMatchObject({ status: 'active' });
  });

  test('twice, by id and by ref, in upper and in lower case: each pair counts once', async () => {
    const both = [learners.emil, 'emil', learners.emil.toUpperCase(), learners.emil];
    expect(await enroll(both, ['date', courses.date, 'date'])).toEqual(done);
    expect(await worlds.look('emil', 'date')).toMatchObject({ status: 'active' });
  });

  test('although they have left: an inactive learner can be enrolled', async () => {
    expect(await enroll(['gone', 'emil'], ['plain'])).toEqual(done);
    expect(await worlds.look('gone', 'plain')).toMatchObject({ status: 'active' });
  });

  test('again: who is enrolled stays so, and the dates do not move', async () => {
    const before = await worlds.look('anna', 'plain');
    const input = {
      learnerIds: ['anna', 'emil'],
      courseIds: ['plain'],
      dueDateType: 'due_date',
      dueDate: '2026-12-31',
    };
    expect(await worlds.same({ operation: 'EnrollLearnersInCourses', as: 'owner', input })).toEqual(done);
    expect(await worlds.look('anna', 'plain')).toEqual(before);
  });
});

describe('a name is refused, and nobody is enrolled', () => {
  const upper = uuidRef.toUpperCase();
  const long = 'x'.repeat(256);
  const rows: [string, string[], string[], Facts][] = [
    [
      'a learner whom nobody knows',
      ['emil', unknown],
      ['period'],
      refused('invalid', '/learnerIds/1 unknown'),
    ],
    ['a course that nobody knows', ['emil'], ['period', unknown], refused('invalid', '/courseIds/1 unknown')],
    [
      'all that nobody knows, each once',
      ['x', 'emil', 'y', 'x'],
      ['z', 'z', 'period'],
      refused('invalid', '/learnerIds/0 unknown', '/learnerIds/2 unknown', '/courseIds/0 unknown'),
    ],
    ['a ref in another case', ['Emil'], ['period'], refused('invalid', '/learnerIds/0 unknown')],
    [
      'a ref that looks like an id, in another case',
      [upper],
      ['period'],
      refused('invalid', '/learnerIds/0 unknown'),
    ],
    [
      'an id of another kind',
      [courses.plain],
      [learners.emil],
      refused('invalid', '/learnerIds/0 unknown', '/courseIds/0 unknown'),
    ],
    [
      'a training where a course is asked',
      ['emil'],
      [training, 'period', 'day'],
      refused('invalid', '/courseIds/0 not_a_course', '/courseIds/2 not_a_course'),
    ],
    [
      'an archived course',
      ['emil'],
      ['period', 'archived', courses.archived],
      refused('conflict', '/courseIds/1 archived', '/courseIds/2 archived'),
    ],
    [
      'an archived course beside an unknown learner',
      ['x'],
      ['archived'],
      refused('invalid', '/learnerIds/0 unknown'),
    ],
    [
      'an archived course of somebody who is enrolled in it',
      ['ben'],
      ['archived'],
      refused('conflict', '/courseIds/0 archived'),
    ],
    ['no learners', [], ['period'], refused('invalid', '/learnerIds required')],
    ['no courses', ['emil'], [], refused('invalid', '/courseIds required')],
    ['nothing at all', [], [], refused('invalid', '/courseIds required', '/learnerIds required')],
    [
      'an empty name',
      ['emil', ''],
      ['period'],
      refused('invalid', '/learnerIds/1 min_length', '/learnerIds/1 format'),
    ],
    ['a name that is too long', [long], ['period'], refused('invalid', '/learnerIds/0 max_length')],
  ];
  test.each(rows)('%s', async (_, who, what, expected) => {
    expect(await enroll(who, what)).toEqual(expected);
    expect(await worlds.look('emil', 'period')).toBeUndefined();
  });

  test('fields that are missing altogether are named, all of them', async () => {
    expect(await worlds.same({ operation: 'EnrollLearnersInCourses', as: 'owner', input: {} })).toEqual(
      refused('invalid', '/courseIds required', '/dueDateType required', '/learnerIds required'),
    );
  });

  test('a field that belongs to no operation is named', async () => {
    const inputs = {
      GetEnrollment: { enrollmentId: unknown },
      Unenroll: { enrollmentId: unknown },
      ListEnrollments: {},
      GetEnrollments: {},
    } as const;
    for (const [operation, input] of Object.entries(inputs)) {
      const one = {
        operation: operation as keyof typeof inputs,
        as: 'owner',
        input: { ...input, nonsense: 'x' },
      };
      expect(await worlds.same(one)).toEqual(refused('invalid', '/nonsense unknown_field'));
    }
  });
});

describe('one enrollment is named', () => {
  const operations = ['GetEnrollment', 'ChangeEnrollment', 'Unenroll'] as const;
  const ask = (operation: (typeof operations)[number], enrollmentId: string, as = 'owner') => {
    const terms = operation === 'ChangeEnrollment' ? { dueDateType: 'unlimited' } : {};
    return worlds.same({ operation, as, input: { enrollmentId, ...terms } });
  };

  test.each(operations)('%s: by an id that nobody gave, it is absent', async (operation) => {
    for (const id of [unknown, '4711', 'anna', learners.anna]) {
      expect(await ask(operation, id)).toEqual(refused('absent', '/enrollmentId unknown'));
    }
  });

  test.each(operations)('%s: an id that cannot be one is invalid', async (operation) => {
    expect(await ask(operation, 'x'.repeat(256))).toEqual(refused('invalid', '/enrollmentId max_length'));
  });

  test('in upper case, it is found', async () => {
    await enroll(['carla'], ['period']);
    const { id } = (await worlds.look('anna', 'plain')) ?? {};
    expect(await ask('GetEnrollment', String(id).toUpperCase())).toMatchObject({
      decision: 'done',
      enrollments: [{ id: 'anna plain', learnerId: learners.anna, courseId: courses.plain }],
    });
  });
});
