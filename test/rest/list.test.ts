import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';
import { annId, organization, plainId, someUuid } from './organization.js';

describeOnEngines('listing enrollments over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    const enrolled = (learnerRef: string, courseRef: string, dueDate?: string) => ({
      learnerRef,
      courseRef,
      ...(dueDate ? { dueDateType: 'due_date' as const, dueDate } : { dueDateType: 'unlimited' as const }),
    });
    app = await startApplication({
      engine,
      organization: {
        ...organization,
        enrollments: [
          enrolled('ann', 'plain', '2030-06-30'),
          enrolled('ann', 'other'),
          enrolled('bob', 'plain', '2030-07-01'),
          enrolled('cas', 'timed'),
          enrolled('dora', 'plain'),
          enrolled('dora', 'old', '2029-01-01'),
        ],
      },
    });
    const ended = { learnerRefs: ['dora'], courseRefs: ['old'] };
    await app.rest('owner', 'POST', '/v1/enrollments/unenroll', ended);
  });
  afterAll(() => app.close());

  const list = (query: string, asRef = 'owner'): Promise<TestAnswer> =>
    app.rest(asRef, 'GET', `/v1/enrollments${query}`);
  const pairs = ({ json }: TestAnswer): string[] =>
    json.items.map((item: Record<string, string>) => `${item['learnerRef']} ${item['courseRef']}`).sort();

  test.each([
    ['', ['ann other', 'ann plain', 'bob plain', 'cas timed', 'dora plain']],
    [`?learnerId=${annId}`, ['ann other', 'ann plain']],
    [`?learnerId=${annId.toUpperCase()}&learnerRef=bob`, ['ann other', 'ann plain', 'bob plain']],
    ['?learnerRef=ann&learnerRef=bob&learnerRef=ann', ['ann other', 'ann plain', 'bob plain']],
    [`?courseId=${plainId}`, ['ann plain', 'bob plain', 'dora plain']],
    ['?courseRef=timed&courseRef=other', ['ann other', 'cas timed']],
    ['?learnerRef=ann&courseRef=plain', ['ann plain']],
    ['?learnerRef=nobody', []],
    [`?courseId=${someUuid}`, []],
    ['?learnerRef=nobody&learnerRef=cas', ['cas timed']],
    ['?status=active', ['ann other', 'ann plain', 'bob plain', 'cas timed', 'dora plain']],
    ['?status=ended', ['dora old']],
    ['?status=active&status=ended&learnerRef=dora', ['dora old', 'dora plain']],
    ['?dueBefore=2030-07-01', ['ann plain']],
    ['?dueBefore=2030-07-02', ['ann plain', 'bob plain']],
    ['?dueAfter=2030-07-01', ['bob plain']],
    ['?dueAfter=2030-06-30T23:59:59%2B02:00', ['ann plain', 'bob plain']],
    ['?dueAfter=2030-06-30T22:00:00Z', ['bob plain']],
    ['?dueAfter=2030-06-30&dueBefore=2030-07-01', ['ann plain']],
    ['?dueBefore=2031-01-01&status=ended', ['dora old']],
  ])('%s', async (query, expected) => {
    const answer = await list(query);
    expect([answer.status, pairs(answer)]).toEqual([200, expected]);
  });

  test('every field of an enrollment is there, in its own form', async () => {
    const { json } = await list(`?learnerId=${annId}&courseRef=plain`);
    expect(json).toEqual({
      items: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          learnerId: annId,
          learnerRef: 'ann',
          courseId: plainId,
          courseRef: 'plain',
          accessAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/),
          dueAt: '2030-06-30T23:59:59+02:00',
          dueDateType: 'due_date',
          lockAfterDueDate: false,
          locked: false,
          status: 'active',
        },
      ],
      nextCursor: null,
    });
  });

  test.each([
    ['nl-admin', ['ann other', 'ann plain', 'bob plain', 'cas timed']],
    ['de-coordinator', ['dora plain']],
    ['boss', ['ann other', 'ann plain', 'bob plain']],
    ['cas', ['cas timed']],
    ['admin', ['ann other', 'ann plain', 'bob plain', 'cas timed', 'dora plain']],
  ])('%s sees what is within reach, also when asking for others', async (asRef, expected) => {
    expect(pairs(await list('', asRef))).toEqual(expected);
    const others = await list('?learnerRef=dora&learnerRef=cas&learnerRef=ann&learnerRef=bob', asRef);
    expect(pairs(others)).toEqual(expected);
  });

  test('pages follow one another by cursor and by Link, with all other parameters kept', async () => {
    const query = '?learnerRef=ann&learnerRef=bob&courseRef=plain&courseRef=other&limit=1';
    const seen: string[] = [];
    let next: string | undefined = `/v1/enrollments${query}`;
    while (next !== undefined) {
      const answer: TestAnswer = await app.rest('owner', 'GET', next);
      expect(answer.json.items).toHaveLength(1);
      seen.push(...pairs(answer));
      const [, url] = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers['link'])) ?? [];
      if (url !== undefined) {
        const parameters = new URL(url, 'http://localhost').searchParams;
        expect(parameters.get('cursor')).toBe(answer.json.nextCursor);
        expect(parameters.getAll('learnerRef')).toEqual(['ann', 'bob']);
      } else expect(answer.json.nextCursor).toBeNull();
      next = url;
    }
    expect(seen.sort()).toEqual(['ann other', 'ann plain', 'bob plain']);
  });

  test('a page that takes exactly the last ones is the last', async () => {
    const answer = await list('?learnerRef=ann&limit=2');
    expect([answer.json.items.length, answer.json.nextCursor, answer.headers['link']]).toEqual([
      2,
      null,
      undefined,
    ]);
  });

  test.each([
    ['limit=0', '/limit range'],
    ['limit=10001', '/limit range'],
    ['limit=ten', '/limit type'],
    ['limit=1.0', '/limit type'],
    ['limit=1&limit=2', '/limit repeated'],
    ['status=gone', '/status/0 one_of'],
    ['dueBefore=soon', '/dueBefore format'],
    ['dueAfter=2030-02-30', '/dueAfter date_time'],
    ['dueAfter=2030-06-30T23:59:59+02:00', '/dueAfter format'],
    ['learnerRef=', '/learnerRefs/0 min_length'],
    ['learner=ann', '/learner unknown_field'],
    ['learnerIds=ann', '/learnerIds unknown_field'],
    ['__proto__=1', '/__proto__ unknown_field'],
    ['cursor=', '/cursor min_length'],
    ['cursor=nonsense', '/cursor cursor'],
    ['cursor=WzFd', '/cursor cursor'],
    ['cursor=WzEsMiwzXQ', '/cursor cursor'],
    ['cursor=bnVsbA', '/cursor cursor'],
    ['cursor=WyJhIiwiYiJd', '/cursor cursor'],
    [`cursor=${'W'.repeat(513)}`, '/cursor max_length'],
  ])('?%s is refused with its place', async (query, violation) => {
    const { status, json } = await list(`?${query}`);
    expect([status, json.code]).toEqual([400, 'invalid']);
    expect(json.violations.map((one: { path: string; rule: string }) => `${one.path} ${one.rule}`)).toContain(
      violation,
    );
  });
});
