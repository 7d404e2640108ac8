import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inputCheck } from '../../src/contract/check.js';
import { Failure, type Violation } from '../../src/contract/failure.js';
import { type OperationName, operations } from '../../src/contract/operations.js';

const limits = { learners: 10_000, courses: 1_000, enrollments: 10_000, members: 100_000 };
const check = inputCheck(limits);

function judge(name: OperationName, input: unknown, found: readonly Violation[] = []): Failure {
  try {
    check(operations[name], input, found);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it passed');
}

/** `path rule` of every violation. */
function told(name: OperationName, input: unknown, found: readonly Violation[] = []): string[] {
  return judge(name, input, found).violations.map(({ path, rule }) => `${path} ${rule}`);
}

const enrolling = { courseRefs: ['c'], learnerRefs: ['l'], dueDateType: 'unlimited' };

describe('an input that fits', () => {
  test('comes back as it was', () => {
    expect(check(operations.enrollLearnersInCourses, enrolling)).toEqual(enrolling);
  });

  test('is not filled with defaults, and nothing of it is changed into another type', () => {
    expect(check(operations.listUsers, {})).toEqual({});
    expect(told('listUsers', { limit: '5' })).toEqual(['/limit type']);
    expect(told('enrollLearnersInCourses', { ...enrolling, dryRun: 'true' })).toEqual(['/dryRun type']);
    expect(told('enrollLearnersInCourses', { ...enrolling, learnerRefs: [7] })).toEqual([
      '/learnerRefs/0 type',
    ]);
  });
});

describe('violations', () => {
  test('are all told, each with its place: a missing or unknown field has a place of its own', () => {
    const input = {
      learnerIds: ['', 'x '],
      accessDate: 'soon',
      dueDateType: 'due_date',
      more: 1,
      'a/b~c': 1,
    };
    expect(told('enrollLearnersInCourses', input).sort()).toEqual([
      '/accessDate format',
      '/a~1b~0c unknown_field',
      '/courseIds required',
      '/dueDate required',
      '/learnerIds/0 format',
      '/learnerIds/0 min_length',
      '/learnerIds/1 format',
      '/more unknown_field',
    ]);
  });

  test.each<[string, OperationName, unknown, string[]]>([
    [
      'two lists of learners',
      'enrollLearnersInCourses',
      { ...enrolling, learnerIds: ['l'] },
      ['/learnerRefs exactly_one'],
    ],
    ['no way to name the user', 'getUser', {}, ['/userId required']],
    ['two ways to name the user', 'getUser', { userId: 'a', userLogin: 'b' }, ['/userLogin exactly_one']],
    ['nothing to unenroll', 'unenroll', {}, ['/enrollmentId required']],
    ['learners without courses', 'unenroll', { learnerRefs: ['l'] }, ['/enrollmentId required']],
    [
      'a list that is empty',
      'enrollLearnersInCourses',
      { ...enrolling, learnerRefs: [] },
      ['/learnerRefs min_items'],
    ],
    ['an unknown word', 'enrollLearnersInCourses', { ...enrolling, mode: 'some' }, ['/mode one_of']],
    ['a number out of range', 'listUsers', { limit: 0 }, ['/limit range']],
    ['a text too long', 'listUsers', { search: 'x'.repeat(256) }, ['/search max_length']],
    [
      'a list in place of a word',
      'enrollLearnersInCourses',
      { ...enrolling, dueDateType: ['unlimited'] },
      ['/dueDateType one_of'],
    ],
    ['null in place of a text', 'listUsers', { search: null }, ['/search type']],
    [
      'a place deep inside',
      'loadOrganization',
      { users: [{ ref: 'a' }, { ref: 'b', roles: [{ role: 'king' }] }] },
      ['/users/1/roles/0/role one_of'],
    ],
    [
      'a condition',
      'changeEnrollment',
      { enrollmentId: 'e', omitted: 'reset', dueDateType: 'due_period' },
      ['/duePeriod required'],
    ],
  ])('%s', (_, name, input, expected) => {
    expect(told(name, input)).toEqual(expected);
  });

  test('what has the wrong type is not judged by rules for the right one', () => {
    const input = { ...enrolling, dueDateType: 'due_period', duePeriod: 0.5 };
    expect(told('enrollLearnersInCourses', input)).toEqual(['/duePeriod type']);
  });

  test('of what may be null, the other form is what is asked for', () => {
    expect(judge('loadOrganization', { users: [{ ref: 'a', login: 5 }] }).violations).toEqual([
      { path: '/users/0/login', rule: 'type', message: 'It must be of the type string.' },
    ]);
    expect(told('loadOrganization', { users: [{ ref: 'a', login: '' }] })).not.toContain(
      '/users/0/login type',
    );
  });

  test.each([undefined, null, 5, 'text', [], [enrolling]])('%p is no request', (input) => {
    expect(told('enrollLearnersInCourses', input)).toEqual([' type']);
  });

  test('have words of their own, the first of which is the message', () => {
    const { message, violations } = judge('enrollLearnersInCourses', { ...enrolling, mode: 'some' });
    expect(violations[0]?.message).toBe('It must be one of atomic, partial.');
    expect(message).toBe('/mode: It must be one of atomic, partial.');
  });

  test('that a dialect met are told with the others, and win where both speak of one place', () => {
    const found = [
      { path: '/mode', rule: 'repeated', message: 'It stands here twice.' },
      { path: '/x', rule: 'unknown_field', message: 'No such element.' },
    ];
    const input = { ...enrolling, mode: 'some', dueDateType: 'none' };
    expect(told('enrollLearnersInCourses', input, found)).toEqual([
      '/mode repeated',
      '/x unknown_field',
      '/dueDateType one_of',
    ]);
    expect(told('enrollLearnersInCourses', enrolling, found)).toEqual(['/mode repeated', '/x unknown_field']);
  });
});

describe('keys that mean something to the language mean nothing to the check', () => {
  const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  test.each(keys)('%s is an unknown field, at the top', (key) => {
    const input = JSON.parse(
      `{"${key}": {"dueDateType": "unlimited"}, "courseRefs": ["c"], "learnerRefs": ["l"]}`,
    );
    expect(told('enrollLearnersInCourses', input)).toEqual([
      '/dueDateType required',
      `/${key} unknown_field`,
    ]);
  });

  test.each(keys)('%s is an unknown field, deep inside', (key) => {
    const input = JSON.parse(`{"users": [{"ref": "a", "${key}": {}}]}`);
    expect(told('loadOrganization', input)).toEqual([`/users/0/${key} unknown_field`]);
  });

  test.each(keys)('%s is no policy and no word', (key) => {
    expect(told('enrollLearnersInCourses', { ...enrolling, dueDateType: key })).toEqual([
      '/dueDateType one_of',
    ]);
  });

  test('a field that an object inherits does not count as given', () => {
    const input = Object.create({ learnerRefs: ['l'] }, { courseRefs: { value: ['c'], enumerable: true } });
    expect(told('enrollLearnersInCourses', input)).toContain('/learnerIds required');
  });
});

describe('limits', () => {
  test.each([
    ['learnerRefs', 10_001],
    ['courseRefs', 1_001],
  ])('%s over the limit is too large, and named', (field, count) => {
    const failure = judge('enrollLearnersInCourses', { ...enrolling, [field]: new Array(count).fill('x') });
    expect(failure.code).toBe('too_large');
    expect(failure.violations).toEqual([
      { path: `/${field}`, rule: 'max_items', message: expect.stringContaining(String(count)) },
    ]);
    const most = { ...enrolling, [field]: new Array(count - 1).fill('x') };
    expect(check(operations.enrollLearnersInCourses, most)).toEqual(most);
  });

  test('are those that were set, for every list of every operation that may grow', () => {
    const small = inputCheck({ learners: 2, courses: 1, enrollments: 3, members: 100_000 });
    const rows = [
      ['listEnrollments', 'learnerRefs', 2],
      ['listEnrollments', 'courseIds', 1],
      ['unenroll', 'enrollmentIds', 3],
      ['changeEnrollments', 'enrollmentIds', 3],
      ['enrollLearnersInCourses', 'learnerLogins', 2],
      ['enrollLearnersInCourses', 'learnerEmails', 2],
    ] as const;
    for (const [name, field, most] of rows) {
      const over = { [field]: new Array(most + 1).fill('x') };
      expect(() => small(operations[name], over)).toThrow(`at most ${most} fit into one request`);
      expect(() => small(operations[name], { [field]: over[field]?.slice(1) })).not.toThrow(
        'fit into one request',
      );
    }
  });

  test('come before the fields: a list that is too long is not looked into', () => {
    const input = { courseRefs: [], learnerRefs: new Array(10_001).fill(7) };
    expect(judge('enrollLearnersInCourses', input).code).toBe('too_large');
  });
});

describe('whatever is sent', () => {
  test('eight million bad items are refused without being gone through', () => {
    const many = new Array(8_000_000).fill(7);
    expect(told('enrollLearnersInCourses', { ...enrolling, learnerRefs: many })).toEqual([
      '/learnerRefs max_items',
    ]);
    expect(told('enrollLearnersInCourses', { ...enrolling, mode: many })).toEqual(['/mode one_of']);
    expect(told('enrollLearnersInCourses', { ...enrolling, more: many })).toEqual(['/more unknown_field']);
    expect(told('loadOrganization', { users: many })).toHaveLength(1);
  });

  test('hundreds of thousands of unknown keys are one violation', () => {
    const many: Record<string, unknown> = { ...enrolling };
    for (let no = 0; no < 300_000; no += 1) many[`k${no}`] = no;
    expect(told('enrollLearnersInCourses', many)).toEqual([' max_fields']);
    expect(told('enrollLearnersInCourses', { ...enrolling, mode: many })).toEqual(['/mode one_of']);
  });

  test('no more than 1,000 violations are told, of a list full of them too', () => {
    const input = { ...enrolling, learnerRefs: new Array(10_000).fill('') };
    expect(told('enrollLearnersInCourses', input)).toHaveLength(1_000);
    const found = Array.from({ length: 5_000 }, (_, no) => ({
      path: `/x/${no}`,
      rule: 'unknown_field',
      message: '-',
    }));
    expect(told('enrollLearnersInCourses', enrolling, found)).toHaveLength(1_000);
  });

  test('it fits or fails as invalid or too large, with places that are JSON pointers', () => {
    const names = Object.keys(operations) as OperationName[];
    const fields = [...new Set(names.flatMap((name) => Object.keys(operations[name].input.properties)))];
    const input = fc.dictionary(
      fc.oneof(fc.constantFrom(...fields), fc.string()),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(input, fc.jsonValue()), (name, value) => {
        try {
          check(operations[name], value);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(['invalid', 'too_large']).toContain(error.code);
          expect(error.violations.length).toBeGreaterThan(0);
          for (const { path, rule, message } of error.violations) {
            expect(path).toMatch(/^(\/([^~/]|~[01])*)*$/);
            expect(rule).toMatch(/^[a-z]+(_[a-z]+)*$/);
            expect(message).not.toBe('');
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
