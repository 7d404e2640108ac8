import { failureCodes } from '../contract/failure.js';
import { LinkedViaSchema } from '../contract/outcome.js';
import { titles } from './failure.js';
import { publicSchema, type Schema } from './public-schema.js';

interface ProblemKind {
  /** Its name among the responses of the document. */
  readonly name: string;
  readonly code: string;
  /** An instance, for readers. */
  readonly detail: string;
  readonly violations?: readonly { readonly path: string; readonly rule: string; readonly message: string }[];
  readonly headers?: readonly string[];
}

/** The problems that operations answer, by status. */
const problems: Readonly<Record<number, ProblemKind>> = {
  400: {
    name: 'Invalid',
    code: 'invalid',
    detail: '/dueDate: It is needed.',
    violations: [{ path: '/dueDate', rule: 'required', message: 'It is needed.' }],
  },
  401: {
    name: 'Unauthenticated',
    code: 'unauthenticated',
    detail: 'Authorization failed: the credentials are not valid, or no longer.',
    headers: ['WWW-Authenticate'],
  },
  403: {
    name: 'Forbidden',
    code: 'forbidden',
    detail: 'You may not act on this learner, or there is none of this name.',
    violations: [
      {
        path: '/learnerRefs/0',
        rule: 'out_of_reach',
        message: 'You may not act on this learner, or there is none of this name.',
      },
    ],
  },
  404: {
    name: 'Absent',
    code: 'absent',
    detail: 'There is no such enrollment.',
    violations: [{ path: '/enrollmentId', rule: 'unknown', message: 'There is no enrollment of this id.' }],
  },
  409: {
    name: 'Conflict',
    code: 'conflict',
    detail: 'The course “forms-2019” is archived and takes no new enrollments.',
    violations: [
      {
        path: '/courseRefs/0',
        rule: 'archived',
        message: 'The course “forms-2019” is archived and takes no new enrollments.',
      },
    ],
    headers: ['Retry-After'],
  },
  412: {
    name: 'Stale',
    code: 'stale',
    detail: 'The enrollment has changed since you read it.',
  },
  413: {
    name: 'TooLarge',
    code: 'too_large',
    detail: 'learnerIds has 20000 entries; at most 10000 fit into one request.',
    violations: [
      {
        path: '/learnerIds',
        rule: 'max_items',
        message: 'learnerIds has 20000 entries; at most 10000 fit into one request.',
      },
    ],
  },
  415: {
    name: 'UnsupportedMediaType',
    code: 'unsupported_media_type',
    detail: 'Send JSON: Content-Type: application/json.',
  },
  422: {
    name: 'KeyReused',
    code: 'idempotency_key_reused',
    detail: 'This idempotency key was used for another request.',
  },
  429: {
    name: 'TooMany',
    code: 'too_many',
    detail: 'More than 50 requests within a second.',
    headers: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  },
  500: {
    name: 'Broken',
    code: 'broken',
    detail: 'Something went wrong here; the log knows more under the id of this request.',
  },
  503: {
    name: 'Unavailable',
    code: 'unavailable',
    detail: 'The database cannot be reached or is too busy.',
    headers: ['Retry-After'],
  },
};

const text = (description: string) => ({ type: 'string', description });

/** What every failure looks like (RFC 9457). */
export const Problem: Schema = {
  type: 'object',
  description: 'What went wrong (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId', 'violations'],
  properties: {
    type: text('A URN that ends in the code.'),
    title: text('The kind of problem in words.'),
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: text('This problem in words.'),
    code: {
      type: 'string',
      enum: [...failureCodes, 'method_not_allowed', 'unsupported_media_type'],
      description: 'The kind of problem for programs; the same word over every protocol.',
    },
    requestId: { ...text('What the log and the audit know this request by.'), format: 'uuid' },
    violations: {
      type: 'array',
      description: 'Every rule that the request breaks, as far as they can be told apart.',
      items: {
        type: 'object',
        required: ['path', 'rule', 'message'],
        properties: {
          path: text('JSON pointer (RFC 6901) to the place in the request; empty: the request as a whole.'),
          rule: text('Name of the rule.'),
          message: text('The same in words.'),
        },
      },
    },
    linkedVia: {
      type: 'array',
      description: 'The reasons other than a direct grant for which the learner is enrolled.',
      items: publicSchema(LinkedViaSchema),
    },
  },
};

/** The failures as responses of the document, each with an instance. */
export function problemResponses(): Schema {
  return Object.fromEntries(
    Object.entries(problems).map(([status, kind]) => [kind.name, problemResponse(Number(status), kind)]),
  );
}

function problemResponse(status: number, kind: ProblemKind): Schema {
  const { code, detail, violations = [], headers = [] } = kind;
  const title = titles[status];
  const example = {
    type: `urn:matricula:problem:${code}`,
    title,
    status,
    detail,
    code,
    requestId: '0190a1b2-5c3d-4e8f-9a6b-7c8d9e0f1a2b',
    violations,
  };
  return {
    description: title,
    ...(headers.length > 0 ? { headers: headerReferences(headers) } : {}),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  };
}

/** References to the headers of the document. */
export function headerReferences(names: readonly string[]): Schema {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** A reference to the response of a failure. */
export function problemReference(status: number): Schema {
  return { $ref: `#/components/responses/${problems[status]?.name}` };
}
