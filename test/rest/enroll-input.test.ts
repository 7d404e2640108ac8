import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

describe('what an enrolling request must say', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization });
  });
  afterAll(() => app.close());

  const names = { learnerRefs: ['ann'], courseRefs: ['plain'] };
  test.each([
    ['no learners', { courseRefs: ['plain'], dueDateType: 'default' }, '/learnerIds required'],
    ['no courses', { learnerRefs: ['ann'], dueDateType: 'default' }, '/courseIds required'],
    [
      'two lists of learners',
      { ...names, learnerIds: ['bob'], dueDateType: 'default' },
      '/learnerRefs exactly_one',
    ],
    [
      'two lists of courses',
      { ...names, courseIds: ['other'], dueDateType: 'default' },
      '/courseRefs exactly_one',
    ],
    ['an empty list', { ...names, learnerRefs: [], dueDateType: 'default' }, '/learnerRefs min_items'],
    ['an id that is a number', { ...names, learnerRefs: [7], dueDateType: 'default' }, '/learnerRefs/0 type'],
    ['a list that is none', { ...names, learnerRefs: 'ann', dueDateType: 'default' }, '/learnerRefs type'],
    [
      'a blank at the end of a ref',
      { ...names, learnerRefs: ['ann '], dueDateType: 'default' },
      '/learnerRefs/0 format',
    ],
    ['no policy', names, '/dueDateType required'],
    ['an unknown policy', { ...names, dueDateType: 'never' }, '/dueDateType one_of'],
    ['due_date without a date', { ...names, dueDateType: 'due_date' }, '/dueDate required'],
    ['due_period without hours', { ...names, dueDateType: 'due_period' }, '/duePeriod required'],
    ['hours as text', { ...names, dueDateType: 'due_period', duePeriod: '24' }, '/duePeriod type'],
    ['no hours at all', { ...names, dueDateType: 'due_period', duePeriod: 0 }, '/duePeriod range'],
    [
      'a day that is not in the calendar',
      { ...names, dueDateType: 'due_date', dueDate: '2027-02-30' },
      '/dueDate date',
    ],
    [
      'a date in another form',
      { ...names, dueDateType: 'due_date', dueDate: '31.12.2027' },
      '/dueDate format',
    ],
    [
      'an access date that does not exist',
      { ...names, dueDateType: 'default', accessDate: '2027-13-01' },
      '/accessDate date_time',
    ],
    [
      'a boolean as text',
      { ...names, dueDateType: 'due_date', dueDate: '2027-01-01', lockAfterDueDate: 'true' },
      '/lockAfterDueDate type',
    ],
    ['an unknown mode', { ...names, dueDateType: 'default', mode: 'all' }, '/mode one_of'],
    ['an unknown field', { ...names, dueDateType: 'default', 'a/b~c': 1 }, '/a~1b~0c unknown_field'],
  ])('%s is refused with its place', async (_what, body, violation) => {
    const answer = await app.rest('owner', 'POST', '/v1/enrollments', body);
    expect([answer.status, answer.json.code]).toEqual([400, 'invalid']);
    const told = answer.json.violations.map(
      (one: { path: string; rule: string }) => `${one.path} ${one.rule}`,
    );
    expect(told).toEqual([violation]);
  });

  test('every mistake is told at once', async () => {
    const body = { learnerRefs: [1, ' '], dueDateType: 'due_period', duePeriod: 'x', mode: 7, foo: 1 };
    const answer = await app.rest('owner', 'POST', '/v1/enrollments?bar=1&dryRun=maybe', body);
    const paths = answer.json.violations.map((one: { path: string }) => one.path).sort();
    expect(paths).toEqual(
      [
        '/bar',
        '/courseIds',
        '/dryRun',
        '/duePeriod',
        '/foo',
        '/learnerRefs/0',
        '/learnerRefs/1',
        '/mode',
      ].sort(),
    );
  });

  test('fields that do not belong to the policy are not even read', async () => {
    const body = {
      ...names,
      dueDateType: 'unlimited',
      dueDate: 'soon',
      duePeriod: 'abc',
      lockAfterDueDate: 'x',
    };
    expect((await app.rest('owner', 'POST', '/v1/enrollments?dryRun=true', body)).status).toBe(200);
  });

  test('Prefer: return=minimal keeps the counts and the failures', async () => {
    const body = {
      learnerRefs: ['ann', 'nobody'],
      courseRefs: ['plain'],
      dueDateType: 'default',
      mode: 'partial',
    };
    for (const prefer of ['return=minimal', 'respond-async, return="minimal"; foo', 'RETURN=minimal']) {
      const answer = await app.rest('owner', 'POST', '/v1/enrollments?dryRun=true', body, { prefer });
      expect(answer.headers['preference-applied']).toBe('return=minimal');
      expect(answer.json).toMatchObject({
        summary: { enrolled: 1, failed: 1 },
        outcomes: [{ outcome: 'failed' }],
      });
      expect(answer.json.outcomes).toHaveLength(1);
    }
    for (const prefer of ['return=representation', 'handling=lenient', 'return=minimalist']) {
      const answer = await app.rest('owner', 'POST', '/v1/enrollments?dryRun=true', body, { prefer });
      expect(answer.headers['preference-applied']).toBeUndefined();
      expect(answer.json.outcomes).toHaveLength(2);
    }
  });
});
