import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { startApplication, type TestApplication } from '../application.js';

const organization: OrganizationFile = {
  account: { timeZone: 'Europe/Athens' },
  departments: [{ ref: 'hq', name: 'HQ' }],
  users: [
    {
      ref: 'owner',
      login: 'owner',
      departmentRef: 'hq',
      password: 'a password for old clients',
      roles: [{ role: 'owner' }],
    },
    ...['Ελένη', 'anna', 'ben', 'carla', 'dora'].map((ref) => ({ ref, departmentRef: 'hq' })),
  ],
  courses: [
    { ref: 'safety', title: 'Safety' },
    { ref: 'privacy', title: 'Privacy' },
  ],
};

/** The application on a real port, for clients that know nothing but the address of its WSDL. */
export interface Listening {
  readonly app: TestApplication;
  readonly wsdl: string;
  readonly port: number;
  readonly token: string;
  /** Who is enrolled in what, as `learner in course`, sorted. */
  enrolled(): Promise<string[]>;
  /** Takes everybody out of everything. */
  clear(): Promise<void>;
}

export const password = 'a password for old clients';

export async function startListening(): Promise<Listening> {
  const app = await startApplication({ organization });
  const url = await app.server.listen({ host: '127.0.0.1', port: 0 });
  const items = async () => (await app.rest('owner', 'GET', '/v1/enrollments?limit=1000')).json.items;
  return {
    app,
    wsdl: `${url}/soap?wsdl`,
    port: Number(new URL(url).port),
    token: await app.token('owner'),
    enrolled: async () =>
      (await items())
        .map((item: Record<string, string>) => `${item['learnerRef']} in ${item['courseRef']}`)
        .sort(),
    clear: async () => {
      const enrollmentIds = (await items()).map((item: Record<string, string>) => item['id']);
      if (enrollmentIds.length > 0) {
        await app.rest('owner', 'POST', '/v1/enrollments/unenroll', { enrollmentIds });
      }
    },
  };
}

/** Runs a client of another language, which prints what it met as JSON. */
export function runClient(
  program: string,
  script: string,
  settings: Readonly<Record<string, unknown>>,
  options: readonly string[] = [],
): Promise<unknown> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(
      program,
      [...options, path, JSON.stringify(settings)],
      { timeout: 60_000 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${script}: ${error.message}\n${stderr}\n${stdout}`));
        else resolve(JSON.parse(stdout));
      },
    );
  });
}

/**
 * What every client meets that walks through the same story: enrolls Ελένη and anna, finds them, moves a date,
 * unenrolls one, and is refused twice.
 */
export const story = {
  enrolled: true,
  found: 2,
  pages: [1, 1],
  changed: true,
  dueDate: '2027-01-31',
  locked: true,
  unenrolled: true,
  unknownLearner: {
    text: 'Wrong parameters',
    code: 'invalid',
    violations: [{ path: '/learnerIds/0', rule: 'unknown' }],
  },
  ended: {
    text: 'Unknown Enrollment',
    code: 'absent',
    violations: [{ path: '/enrollmentId', rule: 'unknown' }],
  },
  nobody: { text: 'Authorization failed', code: 'unauthenticated', violations: [] },
};
