import type { TestAnswer, TestApplication } from '../application.js';
import { type Case, done, type EnrollmentFacts, type Facts, refused, type Sent } from './case.js';

/** Says a case over REST. */
export async function askRest(app: TestApplication, one: Case, sent: Sent): Promise<Facts> {
  return factsOf(one.operation, await send(app, one, sent));
}

function send(app: TestApplication, { operation, as }: Case, sent: Sent): Promise<TestAnswer> {
  const { enrollmentId = '', ...fields } = sent;
  const path = `/v1/enrollments/${encodeURIComponent(enrollmentId)}`;
  switch (operation) {
    case 'EnrollLearnersInCourses':
      return app.rest(as, 'POST', '/v1/enrollments', sent);
    case 'ChangeEnrollment':
      // Legacy clients give the terms as a whole: what they leave out takes its usual value.
      return app.rest(as, 'PATCH', path, { ...fields, omitted: 'reset' });
    case 'Unenroll':
      return app.rest(as, 'DELETE', path + query(fields));
    case 'GetEnrollment':
      return app.rest(as, 'GET', path + query(fields));
    case 'GetEnrollments':
      return app.rest(as, 'GET', `/v1/enrollments${query({ limit: 10_000, ...fields })}`);
    case 'ListEnrollments':
      return app.rest(as, 'GET', `/v1/enrollments${query({ limit: 1_000, ...fields })}`);
  }
}

/** Lists are repeated under the name of one. */
function query(fields: Readonly<Record<string, unknown>>): string {
  const parameters = Object.entries(fields).flatMap(([field, value]) =>
    [value].flat().map((one) => `${field.replace(/Ids$/, 'Id')}=${encodeURIComponent(String(one))}`),
  );
  return parameters.length === 0 ? '' : `?${parameters.join('&')}`;
}

/** The facts of an answer with the fields of REST, whichever protocol told them. */
export function factsOf(operation: Case['operation'], answer: Pick<TestAnswer, 'status' | 'json'>): Facts {
  const { status, json } = answer;
  if (isAboutEnded(answer)) return refused('absent', '/enrollmentId unknown');
  if (status >= 400) {
    const violations = json.violations as { path: string; rule: string }[];
    return refused(json.code, ...violations.map(({ path, rule }) => `${path} ${asInXml(rule)}`));
  }
  if (operation === 'GetEnrollment') return { ...done, enrollments: [enrollmentOf(json)] };
  if (json.items) return { ...done, enrollments: json.items.map(enrollmentOf), nextCursor: json.nextCursor };
  return done;
}

/**
 * The one difference in what the protocols know: REST shows an enrollment that has ended and says so; to the vendor's
 * operations it is unknown.
 */
function isAboutEnded({ status, json }: Pick<TestAnswer, 'status' | 'json'>): boolean {
  return (
    (status === 200 && (json.status === 'ended' || json.summary?.notEnrolled > 0)) ||
    (status === 409 && json.violations[0]?.rule === 'ended')
  );
}

/** In XML an empty list is one that is left out. */
function asInXml(rule: string): string {
  return rule === 'min_items' ? 'required' : rule;
}

function enrollmentOf(json: {
  id: string;
  learnerId: string;
  courseId: string;
  accessAt: string;
  dueAt: string | null;
  lockAfterDueDate: boolean;
}): EnrollmentFacts {
  return {
    id: json.id,
    learnerId: json.learnerId,
    courseId: json.courseId,
    accessDay: json.accessAt.slice(0, 10),
    dueDay: json.dueAt?.slice(0, 10) ?? null,
    locks: json.lockAfterDueDate,
  };
}
