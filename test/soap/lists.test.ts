import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, ids } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, type Tree, textAt } from './tree.js';

let soap: SoapCaller;
beforeAll(async () => {
  soap = await startSoap();
  const learners = Array.from({ length: 30 }, (_, number) => `learner-${number}`);
  await enroll(['safety'], [...learners, 'anna']);
  await enroll(['privacy'], learners.slice(0, 5));
  const locked =
    '<dueDateType>due_date</dueDateType><dueDate>2027-01-31</dueDate><lockAfterDueDate>true</lockAfterDueDate>';
  await enroll(['Überblick'], ['ben'], locked);
});
afterAll(() => soap.app.close());

async function enroll(courses: string[], learners: string[], terms?: string): Promise<void> {
  const answer = await soap.call('owner', 'EnrollLearnersInCourses', enrolling(courses, learners, terms));
  expect(answer.fault).toBeUndefined();
}

const everything = 37;
const idsOf = (list: Tree) => all(list, 'enrollment').map((one) => textAt(one, 'enrollmentId') ?? '');

/** All pages, one after the other. */
async function walk(content: string, as = 'owner', between = async () => {}): Promise<string[][]> {
  const pages: string[][] = [];
  let token: string | undefined;
  do {
    const more = token === undefined ? '' : `<pageToken>${token}</pageToken>`;
    const { payload } = await soap.call(as, 'ListEnrollments', content + more);
    expect(payload.name).toBe('ListEnrollmentsResult');
    pages.push(idsOf(payload));
    token = textAt(payload, 'nextPageToken');
    await between();
  } while (token !== undefined);
  return pages;
}

describe('GetEnrollments and ListEnrollments tell the same', () => {
  test.each([
    ['neither list: all', '', everything],
    ['courses', ids('courseIds', ['privacy', 'Überblick']), 6],
    ['learners', ids('learnerIds', ['learner-0', 'learner-29', 'ben']), 4],
    [
      'both: what fits both',
      ids('courseIds', ['privacy']) + ids('learnerIds', ['learner-0', 'learner-29']),
      1,
    ],
    ['empty lists are no lists', '<courseIds/><learnerIds></learnerIds>', everything],
    ['nil lists are no lists', '<courseIds xsi:nil="true"/>', everything],
    ['unknown ids fit nothing', ids('courseIds', ['nonsense', 'privacy']), 5],
    ['only unknown ids', ids('learnerIds', ['nobody']), 0],
    ['a training', ids('courseIds', ['first-aid-day']), 0],
    ['an id given twice', ids('courseIds', ['privacy', 'privacy']), 5],
  ])('%s', async (_, content, count) => {
    const { payload } = await soap.call('owner', 'GetEnrollments', content);
    expect(payload.name).toBe('GetEnrollmentsResult');
    expect(new Set(idsOf(payload)).size).toBe(count);
    expect(idsOf(payload)).toHaveLength(count);
    expect((await walk(content)).flat().sort()).toEqual([...idsOf(payload)].sort());
  });

  test('the lock is 1 or 0 in lists, and the days are there where there is a due date', async () => {
    const { payload } = await soap.call('owner', 'GetEnrollments', ids('learnerIds', ['ben', 'anna']));
    const told = all(payload, 'enrollment').map((one) =>
      ['dueDate', 'expirationDate', 'shouldLockAfterDueDate', 'enrollmentTypeGroup'].map((name) =>
        textAt(one, name),
      ),
    );
    expect(told.sort()).toEqual(
      [
        ['2027-01-31', '2027-01-31', '1', '0'],
        [undefined, undefined, '0', '0'],
      ].sort(),
    );
  });

  test('a caller of limited reach is told of theirs, a learner of their own', async () => {
    const own = await soap.call('branch-admin', 'GetEnrollments', '');
    expect(idsOf(own.payload)).toHaveLength(2);
    expect((await walk('<pageSize>1</pageSize>', 'branch-admin')).map((page) => page.length)).toEqual([1, 1]);
    expect(idsOf((await soap.call('anna', 'GetEnrollments', '')).payload)).toEqual([
      await soap.enrollmentId('anna', 'safety'),
    ]);
    const foreign = await soap.call('branch-admin', 'GetEnrollments', ids('learnerIds', ['learner-0']));
    expect(idsOf(foreign.payload)).toEqual([]);
  });
});

describe('ListEnrollments page by page', () => {
  test.each([1, 7, 36, 37, 38, 10_000])('pages of %d hold every enrollment exactly once', async (size) => {
    const pages = await walk(`<pageSize>${size}</pageSize>`);
    expect(pages.flat()).toHaveLength(everything);
    expect(new Set(pages.flat()).size).toBe(everything);
    expect(pages).toHaveLength(Math.ceil(everything / size));
    expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true);
  });

  test('the usual page holds a thousand', async () => {
    expect(await walk('')).toHaveLength(1);
  });

  test('what is enrolled during the walk does not disturb it', async () => {
    const before = (await walk('<pageSize>10000</pageSize>')).flat();
    let number = 30;
    const pages = await walk('<pageSize>5</pageSize>', 'owner', async () => {
      await enroll(['safety'], [`learner-${number}`]);
      number += 1;
    });
    const met = pages.flat();
    expect(new Set(met).size).toBe(met.length);
    expect(met).toEqual(expect.arrayContaining(before));
  });

  test.each([
    ['pageSize', '0', '/limit range'],
    ['pageSize', '-1', '/limit range'],
    ['pageSize', '10001', '/limit range'],
    ['pageSize', 'many', '/limit type'],
    ['pageSize', '1.5', '/limit type'],
    ['pageToken', 'nonsense', '/cursor cursor'],
    ['pageToken', 'WzFd', '/cursor cursor'],
    ['pageToken', 'WzAsMSwxXQ!', '/cursor cursor'],
    ['pageToken', 'WzEsMSwxXQ', '/cursor cursor'],
    ['pageToken', 'x'.repeat(600), '/cursor max_length'],
  ])('%s %s is Wrong parameters', async (name, value, place) => {
    const { fault } = await soap.call('owner', 'ListEnrollments', `<${name}>${value}</${name}>`);
    expect(fault).toMatchObject({ text: 'Wrong parameters', code: 'invalid' });
    expect(fault?.violations.map(({ path, rule }) => `${path} ${rule}`)).toEqual([place]);
  });

  test('a page is not continued in a list of another order, nor by nonsense where nothing fits', async () => {
    const page = async (content: string) =>
      await soap.call('owner', 'ListEnrollments', `<pageSize>1</pageSize>${content}`);
    const course = ids('courseIds', ['safety']);
    const token = textAt((await page(course)).payload, 'nextPageToken');
    expect((await page(`${course}<pageToken>${token}</pageToken>`)).fault).toBeUndefined();
    const nobody = ids('learnerIds', ['nobody']);
    for (const content of [
      `<pageToken>${token}</pageToken>`,
      `${course}${nobody}<pageToken>${token}</pageToken>`,
      `${nobody}<pageToken>nonsense</pageToken>`,
    ]) {
      const { fault } = await page(content);
      expect(fault).toMatchObject({ code: 'invalid', violations: [{ path: '/cursor', rule: 'cursor' }] });
    }
  });
});
