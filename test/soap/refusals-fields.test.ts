import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { credentials, enrolling, envelope, ids, unlimited } from './envelopes.js';
import type { SoapFault } from './soap-answer.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
beforeAll(async () => {
  soap = await startSoap();
});
afterAll(() => soap.app.close());

/** The fault that an enrollment with this content is answered with; nobody is enrolled by it. */
async function refusal(
  content: string,
  operation = 'EnrollLearnersInCourses',
): Promise<SoapFault | undefined> {
  const { fault } = await soap.call('owner', operation, content);
  expect(await soap.enrolled()).toEqual([]);
  expect(fault?.text).toBe('Wrong parameters');
  return fault;
}

const places = (fault: SoapFault | undefined) =>
  fault?.violations.map(({ path, rule }) => `${path} ${rule}`).sort();
const lists = enrolling(['safety'], ['anna'], '');

describe('an element that does not belong is refused, with its path and its place', () => {
  test.each([
    ['unknown', `${lists}${unlimited}<colour>red</colour>`, '/colour unknown_field'],
    ['unknown and empty', `${lists}${unlimited}<colour/>`, '/colour unknown_field'],
    [
      'in another case',
      `${enrolling(['safety'], ['anna'])}<AccessDate>2026-12-01</AccessDate>`,
      '/AccessDate unknown_field',
    ],
    [
      'of another operation',
      `${lists}${unlimited}<enrollmentId>x</enrollmentId>`,
      '/enrollmentId unknown_field',
    ],
    ['of the REST API', `${lists}${unlimited}<mode>partial</mode>`, '/mode unknown_field'],
    ['a dry run', `${lists}${unlimited}<dryRun>true</dryRun>`, '/dryRun unknown_field'],
    [
      'a ref instead of an id',
      `${lists}${unlimited}<learnerRefs><id>anna</id></learnerRefs>`,
      '/learnerRefs unknown_field',
    ],
    ['a prototype', `${lists}${unlimited}<__proto__>1</__proto__>`, '/__proto__ unknown_field'],
    ['with dots and dashes', `${lists}${unlimited}<a.b-c/>`, '/a.b-c unknown_field'],
    ['a repeated list', `${lists}${unlimited}<learnerIds><id>ben</id></learnerIds>`, '/learnerIds repeated'],
    ['a repeated scalar', `${lists}${unlimited}${unlimited}`, '/dueDateType repeated'],
    ['a repeated scalar that is not read', `${lists}${unlimited}<dueDate/><dueDate/>`, '/dueDate repeated'],
    ['a misplaced id', `${lists}${unlimited}<id>ben</id>`, '/id unknown_field'],
    ['a misplaced token', `${lists}${unlimited}<token>x</token>`, '/token unknown_field'],
    [
      'a misplaced scalar',
      `<courseIds><id>safety</id>${unlimited}</courseIds>${ids('learnerIds', ['anna'])}${unlimited}`,
      '/courseIds/dueDateType unknown_field',
    ],
    [
      'a scalar with a child',
      `${lists}<dueDateType>unlimited<x/></dueDateType>`,
      '/dueDateType/x unknown_field',
    ],
    [
      'an id with a child',
      `<courseIds><id>safety<b/></id></courseIds>${ids('learnerIds', ['anna'])}${unlimited}`,
      '/courseIds/0/b unknown_field',
    ],
    [
      'a list with text',
      `<courseIds>safety<id>safety</id></courseIds>${ids('learnerIds', ['anna'])}${unlimited}`,
      '/courseIds unexpected_text',
    ],
    ['text in the request', `${lists}${unlimited}text`, ' unexpected_text'],
    [
      'a list of lists',
      `<courseIds><courseIds><id>safety</id></courseIds></courseIds>${ids('learnerIds', ['anna'])}${unlimited}`,
      '/courseIds/courseIds unknown_field',
    ],
  ])('%s', async (_, content, place) => {
    const fault = await refusal(content);
    expect(fault?.code).toBe('invalid');
    expect(places(fault)).toContain(place);
    const violation = fault?.violations.find(({ path, rule }) => `${path} ${rule}` === place);
    expect(violation?.message).toMatch(/line \d+, column \d+/);
  });

  test('a foreign element makes none of ours a repeated one', async () => {
    const foreign = '<x:courseIds xmlns:x="urn:x"/>';
    const fault = await refusal(`${foreign}${lists}${unlimited}`);
    expect(places(fault)).toEqual(['/courseIds unknown_field']);
  });

  test('foreign credentials are none, and do not hide ours', async () => {
    const foreign = credentials('wrong').replace('<credentials', '<credentials xmlns="urn:x"');
    const name = 'EnrollLearnersInCoursesRequest';
    const without = await soap.send(envelope(`<${name}>${foreign}${lists}${unlimited}</${name}>`));
    expect(without.fault).toMatchObject({ text: 'Authorization failed', code: 'unauthenticated' });
    const ours = credentials(await soap.app.token('owner'));
    const { fault } = await soap.send(envelope(`<${name}>${foreign}${ours}${lists}${unlimited}</${name}>`));
    expect(places(fault)).toEqual(['/credentials unknown_field']);
  });

  test('within the credentials too', async () => {
    const token = await soap.app.token('owner');
    const who = `<credentials><token>${token}</token><token>${token}</token><otp>1</otp>x</credentials>`;
    const name = 'EnrollLearnersInCoursesRequest';
    const { fault } = await soap.send(envelope(`<${name}>${who}${lists}${unlimited}</${name}>`));
    expect(places(fault)).toEqual([
      '/credentials unexpected_text',
      '/credentials/otp unknown_field',
      '/credentials/token repeated',
    ]);
    const twice = await refusal(`${credentials(token)}${lists}${unlimited}`);
    expect(places(twice)).toEqual(['/credentials repeated']);
  });
});

describe('a required element that is missing is named', () => {
  test.each([
    ['EnrollLearnersInCourses', '', ['/courseIds required', '/dueDateType required', '/learnerIds required']],
    ['EnrollLearnersInCourses', ids('courseIds', ['safety']) + unlimited, ['/learnerIds required']],
    [
      'EnrollLearnersInCourses',
      `<courseIds/>${ids('learnerIds', ['anna'])}${unlimited}`,
      ['/courseIds required'],
    ],
    ['EnrollLearnersInCourses', `${lists}<dueDateType/>`, ['/dueDateType required']],
    ['EnrollLearnersInCourses', `${lists}<dueDateType>due_date</dueDateType>`, ['/dueDate required']],
    [
      'EnrollLearnersInCourses',
      `${lists}<dueDateType>due_date</dueDateType><dueDate/>`,
      ['/dueDate required'],
    ],
    [
      'EnrollLearnersInCourses',
      `${lists}<dueDateType>due_period</dueDateType><duePeriod> </duePeriod>`,
      ['/duePeriod required'],
    ],
    ['GetEnrollment', '', ['/enrollmentId required']],
    ['GetEnrollment', '<enrollmentId/>', ['/enrollmentId required']],
    ['Unenroll', '<enrollmentId xsi:nil="true"/>', ['/enrollmentId required']],
  ])('%s with %j', async (operation, content, expected) => {
    expect(places(await refusal(content, operation))).toEqual(expected);
  });

  test('ChangeEnrollment says it in its own words', async () => {
    const { fault } = await soap.call('owner', 'ChangeEnrollment', '');
    expect(fault).toMatchObject({ text: 'Wrong Parameters', code: 'invalid' });
    expect(places(fault)).toEqual(['/dueDateType required', '/enrollmentId required']);
  });
});

describe('a value of another form is refused', () => {
  test.each([
    [`${lists}<dueDateType>never</dueDateType>`, '/dueDateType one_of'],
    [`${lists}<dueDateType>Unlimited</dueDateType>`, '/dueDateType one_of'],
    [`${lists}${unlimited}<accessDate>next friday</accessDate>`, '/accessDate format'],
    [`${lists}${unlimited}<accessDate>2026-02-30</accessDate>`, '/accessDate '],
    [`${lists}<dueDateType>due_date</dueDateType><dueDate>31-12-2026</dueDate>`, '/dueDate format'],
    [`${lists}<dueDateType>due_date</dueDateType><dueDate>2026-13-01</dueDate>`, '/dueDate '],
    [`${lists}<dueDateType>due_period</dueDateType><duePeriod>ten</duePeriod>`, '/duePeriod type'],
    [`${lists}<dueDateType>due_period</dueDateType><duePeriod>1.0</duePeriod>`, '/duePeriod type'],
    [`${lists}<dueDateType>due_period</dueDateType><duePeriod>1e3</duePeriod>`, '/duePeriod type'],
    [`${lists}<dueDateType>due_period</dueDateType><duePeriod>0</duePeriod>`, '/duePeriod range'],
    [`${lists}<dueDateType>due_period</dueDateType><duePeriod>-5</duePeriod>`, '/duePeriod range'],
    [`${lists}<dueDateType>due_period</dueDateType><duePeriod>1000001</duePeriod>`, '/duePeriod range'],
    [
      `${lists}<dueDateType>due_period</dueDateType><duePeriod>99999999999999999999</duePeriod>`,
      '/duePeriod type',
    ],
    [
      `${lists}<dueDateType>due_period</dueDateType><duePeriod>5</duePeriod><lockAfterDueDate>yes</lockAfterDueDate>`,
      '/lockAfterDueDate type',
    ],
    [
      `${lists}<dueDateType>due_period</dueDateType><duePeriod>5</duePeriod><lockAfterDueDate>TRUE</lockAfterDueDate>`,
      '/lockAfterDueDate type',
    ],
    [enrolling(['safety', ''], ['anna']), '/courseIds/1 min_length'],
    [enrolling(['safety'], ['anna', 'x'.repeat(256)]), '/learnerIds/1 max_length'],
    [enrolling(['safety'], ['an\nna']), '/learnerIds/0 format'],
  ])('%s', async (content, place) => {
    const fault = await refusal(content);
    expect(places(fault)?.some((told) => told.startsWith(place))).toBe(true);
  });
});

describe('all that is wrong is told at once', () => {
  test('elements, missing fields and values together, each with its place', async () => {
    const fault = await refusal(
      `<credential/>${ids('courseIds', ['x'.repeat(256), 'safety'])}<accessDate>soon</accessDate><dueDateType>due_period</dueDateType><duePeriod>x</duePeriod><lockAfterDueDate>maybe</lockAfterDueDate><id/>`,
    );
    expect(places(fault)).toEqual([
      '/accessDate format',
      '/courseIds/0 max_length',
      '/credential unknown_field',
      '/duePeriod type',
      '/id unknown_field',
      '/learnerIds required',
      '/lockAfterDueDate type',
    ]);
  });

  test('every id that is unknown, up to a thousand', async () => {
    const fault = await refusal(enrolling(['safety', 'nope'], ['anna', 'who', 'whom']));
    expect(places(fault)).toEqual(['/courseIds/1 unknown', '/learnerIds/1 unknown', '/learnerIds/2 unknown']);
    for (const [count, told] of [
      [250, 250],
      [1_500, 1_000],
    ] as const) {
      const strangers = Array.from({ length: count }, (_, number) => `stranger-${number}`);
      expect((await refusal(enrolling(['safety'], strangers)))?.violations).toHaveLength(told);
      const odd = strangers.map((name) => `<${name}/>`).join('');
      expect((await refusal(`${lists}${unlimited}${odd}`))?.violations).toHaveLength(told);
    }
  });
});
