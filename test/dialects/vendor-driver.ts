import type { TestApplication } from '../application.js';
import { type Said, say } from '../ispring/conversation.js';
import { type Case, done, type EnrollmentFacts, type Facts, type Sent } from './case.js';

const prefix = '/api/v2';
const json = { accept: 'application/json' };
/** Fields that the vendor calls otherwise than the contract. */
const vendorNames: Readonly<Record<string, string>> = { limit: 'pageSize', cursor: 'pageToken' };

/**
 * Says a case in the vendor's REST dialect, in JSON. Its answers have room for less: a refusal is a status and the
 * place of one violation; whatever is among ids that are to be ended is refused as such, unknown, ended or beyond reach.
 */
export async function askVendor(app: TestApplication, one: Case, sent: Sent): Promise<Facts> {
  return factsOf(one.operation, await send(app, one, sent));
}

function send(app: TestApplication, { operation, as }: Case, sent: Sent): Promise<Said> {
  const { enrollmentId = '', ...fields } = sent;
  const path = `${prefix}/enrollment/${encodeURIComponent(enrollmentId)}`;
  const sending = (body: object) => ({ as, body, headers: json });
  switch (operation) {
    case 'EnrollLearnersInCourses':
      return say(app, `POST ${prefix}/enrollment`, sending(sent));
    case 'ChangeEnrollment':
      return say(app, `POST ${path}`, sending(fields));
    case 'Unenroll':
      return say(
        app,
        `POST ${prefix}/enrollment/delete`,
        sending({ ...fields, enrollmentIds: [enrollmentId] }),
      );
    case 'GetEnrollment':
      return say(app, `GET ${path}${query(fields)}`, { as, headers: json });
    case 'GetEnrollments':
      return say(app, `GET ${prefix}/enrollment${query(fields)}`, { as, headers: json });
    case 'ListEnrollments':
      return say(app, `POST ${prefix}/enrollments`, sending(renamed(fields)));
  }
}

function renamed(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [vendorNames[name] ?? name, value]),
  );
}

function query(fields: object): string {
  const parameters = Object.entries(fields).flatMap(([field, value]) =>
    [value].flat().map((one) => `${field}[]=${encodeURIComponent(String(one))}`),
  );
  return parameters.length === 0 ? '' : `?${parameters.join('&')}`;
}

const decisions: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'absent',
  409: 'conflict',
  413: 'too_large',
};

function factsOf(operation: Case['operation'], { status, json: told, text }: Said): Facts {
  if (status >= 400) {
    if (told?.code !== status) throw new Error(`${status} with ${text}`);
    if (operation === 'Unenroll' && [400, 403].includes(status))
      return { decision: refusedAsOneOfMany, place: '' };
    const [place] = /^\/[^:\s]*(?=: )/.exec(told.message) ?? [''];
    return { decision: decisions[status] ?? `status ${status}`, place: contractPlace(place) };
  }
  switch (operation) {
    case 'GetEnrollment':
      return { ...done, enrollments: [enrollmentOf(told)] };
    case 'GetEnrollments':
      return { ...done, enrollments: told.map(enrollmentOf), nextCursor: null };
    case 'ListEnrollments':
      return {
        ...done,
        enrollments: told.enrollments.map(enrollmentOf),
        nextCursor: told.nextPageToken ?? null,
      };
    default:
      return done;
  }
}

/** An id among several is invalid or forbidden where an address is absent: either way nothing happens. */
const refusedAsOneOfMany = 'refused, as one of many';

function contractPlace(place: string): string {
  const [first = '', ...rest] = place.split('/').slice(1);
  const field = Object.keys(vendorNames).find((name) => vendorNames[name] === first) ?? first;
  return place === '' ? '' : ['', field, ...rest].join('/');
}

interface Shown {
  readonly enrollmentId: string;
  readonly learnerId: string;
  readonly courseId: string;
  readonly accessDate: string;
  readonly dueDate?: string;
  readonly expirationDate?: string;
  readonly shouldLockAfterDueDate: boolean;
}

function enrollmentOf(shown: Shown): EnrollmentFacts {
  const { dueDate = null, expirationDate = null, shouldLockAfterDueDate: locks } = shown;
  if (expirationDate !== (locks ? dueDate : null))
    throw new Error(`expires ${expirationDate}, due ${dueDate}`);
  return {
    id: shown.enrollmentId,
    learnerId: shown.learnerId,
    courseId: shown.courseId,
    accessDay: shown.accessDate,
    dueDay: dueDate,
    locks,
  };
}

/**
 * The facts of a protocol that has room for one place, completed with the violations that another one told: where it
 * told a place, one of them has to be there.
 */
export function completed(facts: Facts, whole: Facts): Facts {
  const { place, ...rest } = facts;
  if (place === undefined) return facts;
  if (facts.decision === refusedAsOneOfMany && whole.decision !== 'done') return whole;
  const { violations = [] } = whole;
  const isTold = place === '' || violations.some((one) => one.startsWith(`${place} `));
  return isTold && whole.violations ? { ...rest, violations } : facts;
}
