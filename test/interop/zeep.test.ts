import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { describeWith, prints } from './installed.js';
import { type Listening, password, runClient, startListening, story } from './listening.js';

const python = '/usr/bin/python3';
const zeep = {
  name: 'python3-zeep',
  debianPackage: 'python3-zeep',
  installed: prints(python, '-c', 'import zeep') !== undefined,
};

describeWith(zeep, () => {
  let listening: Listening;
  beforeAll(async () => {
    listening = await startListening();
  });
  afterAll(() => listening?.app.close());
  beforeEach(() => listening.clear());

  const run = (port: string, credentials: object) =>
    runClient(python, './zeep-client.py', {
      wsdl: listening.wsdl,
      port,
      credentials,
      learners: ['Ελένη', 'anna'],
    });

  test.each(['EnrollmentSoap11', 'EnrollmentSoap12'])(
    'enrolls from nothing but the WSDL and is shown typed faults (%s)',
    async (port) => {
      expect(await run(port, { token: listening.token })).toMatchObject(story);
      expect(await listening.enrolled()).toHaveLength(1);
    },
  );

  test('the credentials of older clients do as well', async () => {
    const credentials = { accountUrl: 'https://acme.example', email: 'owner', password };
    expect(await run('EnrollmentSoap11', credentials)).toMatchObject(story);
  });

  test('reads the WSDL as it is: every operation in both ports', async () => {
    const dump = prints(python, '-W', 'ignore', '-m', 'zeep', 'wsdl/enrollment.wsdl') ?? '';
    for (const name of ['EnrollLearnersInCourses', 'GetEnrollments', 'ChangeEnrollment', 'Unenroll']) {
      expect(dump.split(`${name}(`)).toHaveLength(3);
    }
  });
});
