import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWith, prints } from './installed.js';
import { type Listening, runClient, startListening } from './listening.js';

const python = '/usr/bin/python3';

const clients = [
  {
    name: 'zeep',
    debianPackage: 'python3-zeep',
    installed: prints(python, '-c', 'import zeep') !== undefined,
    ways: ['EnrollmentSoap11', 'EnrollmentSoap12'],
    run: (settings: object, port: string) =>
      runClient(python, './zeep-synchronization.py', { ...settings, port }),
  },
  {
    name: 'php-soap',
    debianPackage: 'php-cli and php-soap',
    installed: /^soap$/m.test(prints('php', '-m') ?? ''),
    ways: ['1.1', '1.2'],
    run: (settings: object, version: string) =>
      runClient('php', './php-synchronization.php', { ...settings, version }, [
        '-d',
        'display_errors=stderr',
        '-f',
      ]),
  },
];

for (const client of clients) {
  describeWith(client, () => {
    let listening: Listening;
    beforeAll(async () => {
      listening = await startListening();
    });
    afterAll(() => listening?.app.close());

    test.each(client.ways)(
      'synchronises departments, people and groups, enrolls, verifies and unenrolls from the WSDL alone (%s)',
      async (way) => {
        const suffix = `-${way.toLowerCase()}`;
        const settings = { wsdl: listening.wsdl, credentials: { token: listening.token }, suffix };
        expect(await client.run(settings, way)).toEqual({
          departments: [`Sales ${suffix}`],
          profile: { FIRST_NAME: 'ana', LAST_NAME: 'Žižek' },
          role: 'learner',
          existing: 2,
          group: [`Day shift ${suffix}`],
          members: 2,
          ofDepartment: 2,
          enrolled: true,
          enrollments: 2,
          outcomes: { enrolled: 0, alreadyEnrolled: 2, failed: 1 },
          failed: ['/learnerIds/2'],
          because: ['enrollLearnersInCourses'],
          unenrolled: 1,
          left: 0,
          status: true,
          deleted: true,
          gone: 'Unknown user',
        });
      },
    );
  });
}
