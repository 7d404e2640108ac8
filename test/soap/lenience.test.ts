import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { credentials, enrolling, envelope, ids, service, unlimited } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, textAt } from './tree.js';

let soap: SoapCaller;
let token: string;
let learners = 0;
beforeAll(async () => {
  soap = await startSoap();
  token = await soap.app.token('owner');
});
afterAll(() => soap.app.close());

function someone(): string {
  learners += 1;
  return `learner-${learners}`;
}

/** Enrolls with this content, and answers what GetEnrollment tells of it. */
async function enrolledWith(
  content: (learner: string) => string,
): Promise<Record<string, string | undefined>> {
  const learner = someone();
  const answer = await soap.call('owner', 'EnrollLearnersInCourses', content(learner));
  expect(answer.fault).toBeUndefined();
  const id = await soap.enrollmentId(learner, 'safety');
  const got = await soap.call('owner', 'GetEnrollment', `<enrollmentId>${id}</enrollmentId>`);
  return Object.fromEntries(
    (all(got.payload, 'enrollment')[0]?.children ?? []).map(({ name, text }) => [name, text]),
  );
}
const withTerms = (terms: string) => (learner: string) => enrolling(['safety'], [learner], terms);

describe('empty and nil optional elements count as absent', () => {
  test.each([
    '<accessDate/>',
    '<accessDate></accessDate>',
    '<accessDate>  \n </accessDate>',
    '<accessDate xsi:nil="true"/>',
    '<accessDate xsi:nil="1"/>',
    '<accessDate xsi:nil="true">2027-01-01</accessDate>',
    '<accessDate xsi:nil=" true "/>',
    '<accessDate xmlns:i="https://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>',
    '<accessDate><!-- none --></accessDate>',
    '<accessDate><![CDATA[]]></accessDate>',
  ])('%s is now', async (accessDate) => {
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' });
    expect((await enrolledWith(withTerms(unlimited + accessDate)))['accessDate']).toBe(today);
  });

  test.each([
    '<accessDate xsi:nil="false">2027-01-01</accessDate>',
    '<accessDate nil="true">2027-01-01</accessDate>',
  ])('%s is there', async (accessDate) => {
    expect((await enrolledWith(withTerms(unlimited + accessDate)))['accessDate']).toBe('2027-01-01');
  });

  test('lists and credentials that are nil count as absent too, whatever they hold', async () => {
    const { app, enrolled } = soap;
    const nil = ids('learnerIds', ['anna']).replace('>', ' xsi:nil="true">');
    const missing = await soap.call(
      'owner',
      'EnrollLearnersInCourses',
      ids('courseIds', ['safety']) + nil + unlimited,
    );
    expect(missing.fault?.violations).toMatchObject([{ path: '/learnerIds', rule: 'required' }]);
    const listed = await soap.call('owner', 'GetEnrollments', nil);
    expect(listed.payload.children).toHaveLength((await enrolled()).length);
    const who = credentials('wrong').replace('>', ' xsi:nil="true">');
    const headers = { authorization: `Bearer ${await app.token('owner')}` };
    const answer = await soap.send(
      envelope(`<GetEnrollmentsRequest>${who}</GetEnrollmentsRequest>`),
      headers,
    );
    expect(answer.payload.name).toBe('GetEnrollmentsResult');
  });

  test('an empty lock is no lock', async () => {
    const terms = '<dueDateType>due_date</dueDateType><dueDate>2027-01-01</dueDate><lockAfterDueDate/>';
    expect(await enrolledWith(withTerms(terms))).toMatchObject({ shouldLockAfterDueDate: 'false' });
  });
});

describe('fields of another due date policy are not even read', () => {
  test.each([
    '<dueDateType>unlimited</dueDateType><dueDate>2019-09-25</dueDate><duePeriod>10</duePeriod>',
    '<dueDateType>unlimited</dueDateType><dueDate/><duePeriod/><lockAfterDueDate/>',
    '<dueDateType>unlimited</dueDateType><dueDate>whenever</dueDate><duePeriod>abc</duePeriod><lockAfterDueDate>maybe</lockAfterDueDate>',
    '<dueDateType>default</dueDateType><dueDate>2019-09-25</dueDate><duePeriod>-1</duePeriod>',
  ])('%s has no due date', async (terms) => {
    expect(await enrolledWith(withTerms(terms))).not.toHaveProperty('dueDate');
  });

  test('due_date reads no period, due_period reads no date', async () => {
    const date = '<dueDateType>due_date</dueDateType><dueDate>2027-03-01</dueDate><duePeriod>abc</duePeriod>';
    expect(await enrolledWith(withTerms(date))).toMatchObject({ dueDate: '2027-03-01' });
    const period =
      '<accessDate>2027-01-01</accessDate><dueDateType>due_period</dueDateType><dueDate>abc</dueDate><duePeriod>48</duePeriod>';
    expect(await enrolledWith(withTerms(period))).toMatchObject({ dueDate: '2027-01-03' });
  });
});

describe('values as clients write them', () => {
  test('blanks around values are trimmed, line ends too', async () => {
    const told = await enrolledWith(
      (learner) =>
        `<courseIds>\n<id>\n\tsafety \r\n</id>\n</courseIds><learnerIds><id> ${learner}&#9;</id></learnerIds>` +
        '<accessDate> 2027-01-01 08:00:00 </accessDate><dueDateType>\ndue_date\n</dueDateType><dueDate> 2027-02-01 </dueDate><lockAfterDueDate> 1 </lockAfterDueDate>',
    );
    expect(told).toMatchObject({
      accessDate: '2027-01-01',
      dueDate: '2027-02-01',
      shouldLockAfterDueDate: 'true',
    });
  });

  test.each([
    '2027-01-05 10:30:00',
    '2027-01-05',
    '2027-01-05T10:30:00',
    '2027-01-05T10:30:00Z',
    '2027-01-05T10:30:00+01:00',
    '2027-01-05T10:30:00.000+01:00',
    '2027-01-05T10:30',
  ])('an access date may be written %s', async (date) => {
    const told = await enrolledWith(withTerms(`<accessDate>${date}</accessDate>${unlimited}`));
    expect(told['accessDate']).toBe('2027-01-05');
  });

  test.each([
    ['true', 'true'],
    ['1', 'true'],
    ['false', 'false'],
    ['0', 'false'],
  ])('lockAfterDueDate %s', async (written, told) => {
    const terms = `<dueDateType>due_date</dueDateType><dueDate>2027-01-01</dueDate><lockAfterDueDate>${written}</lockAfterDueDate>`;
    expect(await enrolledWith(withTerms(terms))).toMatchObject({ shouldLockAfterDueDate: told });
  });

  test('an id may be a number with leading zeros: it is text, never a number', async () => {
    await soap.app.load({
      users: ['007', '7', '1e5', '100000'].map((ref) => ({ ref, departmentRef: 'hq' })),
    });
    await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['safety'], ['007', '1e5']));
    const pairs = await soap.enrolled();
    expect(pairs).toEqual(expect.arrayContaining(['007 in safety', '1e5 in safety']));
    expect(pairs).not.toContain('7 in safety');
    expect(pairs).not.toContain('100000 in safety');
  });

  test('characters that XML escapes go in and out unharmed', async () => {
    const ref = `a&b <c> "d" 'e' ]]>`;
    await soap.app.load({ users: [{ ref, departmentRef: 'hq' }] });
    const written = ref.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', ']]&gt;');
    expect(
      (await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['safety'], [written]))).fault,
    ).toBeUndefined();
    expect(await soap.enrolled()).toContain(`${ref} in safety`);
    const { fault } = await soap.call(
      'owner',
      'EnrollLearnersInCourses',
      enrolling(['<![CDATA[<no> & "more"]]>'], ['anna']),
    );
    expect(fault?.message).toContain('<no> & "more"');
  });
});

describe('what generated clients add is ignored', () => {
  test('xsi:type, xsi:schemaLocation, ids and attributes of others, on every element', async () => {
    const learner = someone();
    const more = `xsi:type="q:any" xsi:schemaLocation="urn:a b" id="_1" q:Id="x" href="#1" xml:lang="nl" xmlns:q="urn:q"`;
    const content = (credentials(token) + enrolling(['safety'], [learner])).replaceAll(
      /<(\w+)/g,
      `<$1 ${more}`,
    );
    const name = 'EnrollLearnersInCoursesRequest';
    const answer = await soap.send(envelope(`<${name} ${more}>${content}</${name}>`));
    expect(answer.fault).toBeUndefined();
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });

  test('the order of elements is free', async () => {
    const learner = someone();
    const parts = [credentials(token), ids('courseIds', ['safety']), ids('learnerIds', [learner]), unlimited];
    const name = 'EnrollLearnersInCoursesRequest';
    for (const content of [parts.toReversed(), [...parts.slice(2), ...parts.slice(0, 2)]]) {
      const { payload } = await soap.send(envelope(`<${name}>${content.join('')}</${name}>`));
      expect(payload.namespace).toBe(service);
      expect(textAt(payload, 'success')).toBe('true');
    }
  });
});
