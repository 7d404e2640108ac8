import type { TestApplication } from '../application.js';
import { envelope, ids, request, soap11, soap12 } from '../soap/envelopes.js';
import { readAnswer, type SoapAnswer } from '../soap/soap-answer.js';
import { all, type Tree, textAt } from '../soap/tree.js';
import { type Case, done, type EnrollmentFacts, type Facts, refused, type Sent } from './case.js';

/** Elements that are called otherwise than the fields of the contract. */
const elements: Readonly<Record<string, string>> = { limit: 'pageSize', cursor: 'pageToken' };

/** Says a case in SOAP: 1.1 with the token in the request, 1.2 with the token in a header of HTTP. */
export async function askSoap(
  app: TestApplication,
  version: '1.1' | '1.2',
  { operation, as }: Case,
  sent: Sent,
): Promise<Facts> {
  const token = as === null ? undefined : await app.token(as);
  const content = Object.entries(sent).map(([field, value]) => {
    const element = elements[field] ?? field;
    return Array.isArray(value)
      ? ids(element, value.map(escaped))
      : `<${element}>${escaped(value)}</${element}>`;
  });
  const inHeader = version === '1.2';
  const body = envelope(request(operation, inHeader ? undefined : token, content.join('')), {
    envelope: inHeader ? soap12 : soap11,
  });
  const authorization = inHeader && token !== undefined ? { authorization: `Bearer ${token}` } : {};
  const headers = { 'content-type': `${inHeader ? 'application/soap+xml' : 'text/xml'}; charset=utf-8` };
  return factsOf(operation, readAnswer(await app.soap(body, { ...headers, ...authorization })));
}

function escaped(value: unknown): string {
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function factsOf(operation: Case['operation'], { fault, payload }: SoapAnswer): Facts {
  if (fault) return refused(fault.code, ...fault.violations.map(({ path, rule }) => `${path} ${rule}`));
  const enrollments = all(payload, 'enrollment').map(enrollmentOf);
  switch (operation) {
    case 'GetEnrollment':
      return { ...done, enrollments };
    case 'GetEnrollments':
      return { ...done, enrollments, nextCursor: null };
    case 'ListEnrollments':
      return { ...done, enrollments, nextCursor: textAt(payload, 'nextPageToken') ?? null };
    default:
      if (textAt(payload, 'success') !== 'true') throw new Error(`${operation} neither failed nor succeeded`);
      return done;
  }
}

function enrollmentOf(tree: Tree): EnrollmentFacts {
  const text = (name: string) => textAt(tree, name);
  const locks = ['true', '1'].includes(text('shouldLockAfterDueDate') ?? '');
  const dueDay = text('dueDate') ?? null;
  const expiration = text('expirationDate') ?? null;
  if (expiration !== (locks ? dueDay : null)) throw new Error(`expires ${expiration}, due ${dueDay}`);
  return {
    id: text('enrollmentId') ?? '',
    learnerId: text('learnerId') ?? '',
    courseId: text('courseId') ?? '',
    accessDay: text('accessDate') ?? '',
    dueDay,
    locks,
  };
}
