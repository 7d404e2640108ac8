import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, createClientAsync } from 'soap';
import { type Listening, startListening, story } from './listening.js';

let listening: Listening;
beforeAll(async () => {
  listening = await startListening();
});
afterAll(() => listening.app.close());
beforeEach(() => listening.clear());

// biome-ignore lint/suspicious/noExplicitAny: a client made from a WSDL has no types.
type Anything = any;
type Call = (operation: string, input: object) => Promise<Anything>;

/** The calls of one port of the WSDL. */
function callsOf(client: Client, port: string): Call {
  return (operation, input) =>
    new Promise((resolve, reject) => {
      (client as Anything)['EnrollmentService'][port][operation](input, (error: unknown, reply: unknown) =>
        error ? reject(error) : resolve(reply),
      );
    });
}

async function refusal(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => undefined,
    (thrown) => thrown,
  );
  const { Fault } = error.root.Envelope.Body;
  const { EnrollmentFault } = Fault.detail ?? Fault.Detail;
  const violations = [EnrollmentFault.violations?.violation ?? []].flat();
  return {
    text: Fault.faultstring ?? Fault.Reason.Text.$value ?? Fault.Reason.Text,
    code: EnrollmentFault.code,
    violations: violations.map(({ path, rule }: Anything) => ({ path, rule })),
    requestId: EnrollmentFault.requestId,
  };
}

async function pages(call: Call, credentials: object): Promise<number[]> {
  const sizes: number[] = [];
  let pageToken: string | undefined;
  do {
    const asked = { credentials, courseIds: { id: ['safety'] }, pageSize: '1' };
    const page = await call('ListEnrollments', pageToken === undefined ? asked : { ...asked, pageToken });
    sizes.push([page.enrollment].flat().length);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return sizes;
}

async function tellStory(call: Call): Promise<unknown> {
  const credentials = { token: listening.token };
  const learnerIds = { id: ['Ελένη', 'anna'] };
  const courseIds = { id: ['safety'] };
  const enroll = (learners: object) =>
    call('EnrollLearnersInCourses', {
      credentials,
      courseIds,
      learnerIds: learners,
      dueDateType: 'unlimited',
    });
  const { success: enrolled } = await enroll(learnerIds);
  const { enrollment: listed } = await call('GetEnrollments', { credentials, learnerIds });
  const { enrollmentId } = listed[0];
  const met = { enrolled, found: listed.length, pages: await pages(call, credentials) };
  const { success: changed } = await call('ChangeEnrollment', {
    credentials,
    enrollmentId,
    accessDate: '2026-12-01 10:30:00',
    dueDateType: 'due_date',
    dueDate: '2027-01-31',
    lockAfterDueDate: true,
  });
  const { enrollment } = await call('GetEnrollment', { credentials, enrollmentId });
  const { success: unenrolled } = await call('Unenroll', { credentials, enrollmentId });
  return {
    ...met,
    changed,
    dueDate: enrollment.dueDate,
    locked: enrollment.shouldLockAfterDueDate,
    unenrolled,
    unknownLearner: await refusal(enroll({ id: ['nobody'] })),
    ended: await refusal(call('GetEnrollment', { credentials, enrollmentId })),
    nobody: await refusal(call('GetEnrollments', { credentials: { token: 'wrong' } })),
  };
}

describe('node-soap enrolls from nothing but the WSDL and is shown typed faults', () => {
  test('SOAP 1.1', async () => {
    const client = await createClientAsync(listening.wsdl);
    expect(await tellStory(callsOf(client, 'EnrollmentSoap11'))).toMatchObject(story);
    expect(await listening.enrolled()).toHaveLength(1);
  });

  test('SOAP 1.2', async () => {
    const client = await createClientAsync(listening.wsdl, { forceSoap12Headers: true });
    expect(await tellStory(callsOf(client, 'EnrollmentSoap12'))).toMatchObject(story);
    expect(await listening.enrolled()).toHaveLength(1);
  });

  test('it may send its token in the HTTP header', async () => {
    const client = await createClientAsync(listening.wsdl);
    client.addHttpHeader('Authorization', `Bearer ${listening.token}`);
    const call = callsOf(client, 'EnrollmentSoap11');
    const asked = { courseIds: { id: ['privacy'] }, learnerIds: { id: ['ben'] }, dueDateType: 'unlimited' };
    expect(await call('EnrollLearnersInCourses', asked)).toEqual({ success: true });
    expect(await listening.enrolled()).toEqual(['ben in privacy']);
  });
});
