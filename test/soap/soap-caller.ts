import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { startApplication, type TestApplication, type TestOptions } from '../application.js';
import { envelope, request, type Writing } from './envelopes.js';
import { readAnswer, type SoapAnswer } from './soap-answer.js';

/** A small organisation: a head office and a branch, with somebody who may act on the branch only. */
export const organization: OrganizationFile = {
  account: { timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'branch', name: 'Branch', parentRef: 'hq' },
  ],
  users: [
    {
      ref: 'owner',
      login: 'the-owner',
      email: 'owner@soap.example',
      departmentRef: 'hq',
      password: 'correct horse',
      roles: [{ role: 'owner' }],
    },
    {
      ref: 'branch-admin',
      departmentRef: 'branch',
      roles: [{ role: 'department_administrator', managedDepartmentRefs: ['branch'] }],
    },
    { ref: 'anna', departmentRef: 'branch' },
    { ref: 'ben', departmentRef: 'branch' },
    { ref: 'carla', departmentRef: 'hq' },
    { ref: 'Zoë', departmentRef: 'hq' },
    { ref: 'Ελένη', departmentRef: 'hq' },
    { ref: '王芳', departmentRef: 'hq' },
    { ref: '𝒵-astral', departmentRef: 'hq' },
    ...Array.from({ length: 60 }, (_, number) => ({ ref: `learner-${number}`, departmentRef: 'hq' })),
  ],
  trainings: [{ ref: 'first-aid-day', title: 'First aid day' }],
  courses: [
    { ref: 'safety', title: 'Safety' },
    { ref: 'privacy', title: 'Privacy', dueDatePolicy: { type: 'due_period', duePeriod: 48 } },
    { ref: 'Überblick', title: 'Overview' },
    { ref: 'old', title: 'Old', archived: true },
  ],
};

export interface SoapCaller {
  readonly app: TestApplication;
  /** Sends a body as it stands; the answer is held to all that holds for every answer. */
  send(body: string | Buffer, headers?: Readonly<Record<string, string>>): Promise<SoapAnswer>;
  /** Calls an operation as the user of this ref (`null`: without credentials). */
  call(as: string | null, operation: string, content: string, writing?: Writing): Promise<SoapAnswer>;
  /** Who is enrolled in what, as `learner in course`, sorted. */
  enrolled(): Promise<string[]>;
  /** The id of the active enrollment of a learner in a course. */
  enrollmentId(learnerRef: string, courseRef: string): Promise<string>;
}

export async function startSoap(options: TestOptions = {}): Promise<SoapCaller> {
  const app = await startApplication({ organization, ...options });
  const send: SoapCaller['send'] = async (body, headers) => readAnswer(await app.soap(body, headers));
  const list = async (query: string) =>
    (await app.rest('owner', 'GET', `/v1/enrollments?${query}`)).json.items as {
      id: string;
      learnerRef: string;
      courseRef: string;
    }[];
  return {
    app,
    send,
    call: async (as, operation, content, writing) => {
      const token = as === null ? undefined : await app.token(as);
      return await send(envelope(request(operation, token, content), writing));
    },
    enrolled: async () =>
      (await list('limit=10000')).map(({ learnerRef, courseRef }) => `${learnerRef} in ${courseRef}`).sort(),
    enrollmentId: async (learnerRef, courseRef) => {
      const query = new URLSearchParams({ learnerRef, courseRef });
      const [found] = await list(query.toString());
      if (!found) throw new Error(`${learnerRef} is not enrolled in ${courseRef}`);
      return found.id;
    },
  };
}
