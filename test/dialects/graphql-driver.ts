import { enumWord } from '../../src/graphql/decode.js';
import { codes } from '../../src/graphql/failure.js';
import type { TestAnswer, TestApplication } from '../application.js';
import { askGraphql } from '../graphql/asking.js';
import type { Case, Facts, Sent } from './case.js';
import { askRest, factsOf } from './rest-driver.js';

const enrollment = 'id learnerId courseId accessAt dueAt lockAfterDueDate status';
const list = `items { ${enrollment} } nextCursor`;

/** The field that each operation is, and what is asked of its answer. */
const fields: Readonly<Record<Case['operation'], readonly [field: string, asked: string]>> = {
  EnrollLearnersInCourses: ['enrollLearnersInCourses', 'summary { enrolled alreadyEnrolled failed }'],
  GetEnrollment: ['getEnrollment', enrollment],
  GetEnrollments: ['listEnrollments', list],
  ListEnrollments: ['listEnrollments', list],
  ChangeEnrollment: ['changeEnrollment', enrollment],
  Unenroll: ['unenroll', 'summary { unenrolled notEnrolled }'],
};

const policies = ['unlimited', 'default', 'due_date', 'due_period'];
const isInteger = (value: unknown) => Number.isInteger(value);

/** What the types of the schema refuse before an operation is reached, and why nobody can say it. */
const beyondTypes: readonly { readonly why: string; readonly holds: (one: Case) => boolean }[] = [
  {
    why: 'a field that the schema does not have makes the whole document none',
    holds: ({ input }) => input.nonsense !== undefined,
  },
  {
    why: 'policies are words of an enumeration, and needed where terms are given',
    holds: ({ operation, input }) =>
      operation === 'EnrollLearnersInCourses'
        ? !policies.includes(String(input.dueDateType))
        : input.dueDateType !== undefined && !policies.includes(String(input.dueDateType)),
  },
  {
    why: 'a period and the size of a page are an Int',
    holds: ({ input }) =>
      [input.duePeriod, input.limit].some((value) => value !== undefined && !isInteger(value)),
  },
  {
    why: 'a lock is a Boolean',
    holds: ({ input }) => input.lockAfterDueDate !== undefined && typeof input.lockAfterDueDate !== 'boolean',
  },
];

/** Why a case cannot be said in GraphQL, if it cannot. */
export function unsayableInGraphql(one: Case): string | undefined {
  return beyondTypes.find(({ holds }) => holds(one))?.why;
}

/** Says a case in GraphQL, with every value as a variable; what cannot be said there is said over REST instead. */
export async function askInGraphql(app: TestApplication, one: Case, sent: Sent): Promise<Facts> {
  if (unsayableInGraphql(one) !== undefined) return await askRest(app, one, sent);
  const { operation, as } = one;
  const [field, asked] = fields[operation];
  const variables = Object.fromEntries(
    Object.entries(withUsual(operation, sent)).map(([name, value]) => [
      name,
      ['dueDateType', 'omitted'].includes(name) ? enumWord(String(value)) : value,
    ]),
  );
  const names = Object.keys(variables);
  const declared = names.map((name) => `$${name}: ${typeOf(operation, name)}`).join(', ');
  const passed = names.map((name) => `${name}: $${name}`).join(', ');
  const kind = ['GetEnrollment', 'GetEnrollments', 'ListEnrollments'].includes(operation)
    ? 'query'
    : 'mutation';
  const inner = passed === '' ? field : `${field}(${passed})`;
  const document = `${kind}${declared === '' ? '' : `(${declared})`} { ${inner} { ${asked} } }`;
  const { data, errors } = await askGraphql(app, as, document, variables);
  return factsOf(operation, asRest(data?.[field], errors));
}

function withUsual(operation: Case['operation'], sent: Sent): object {
  switch (operation) {
    case 'ChangeEnrollment':
      // Legacy clients give the terms as a whole: what they leave out takes its usual value.
      return { ...sent, omitted: 'reset' };
    case 'GetEnrollments':
    case 'ListEnrollments':
      // An empty list narrows nothing down where lists are parameters or elements; in GraphQL it is an empty list.
      return {
        limit: operation === 'GetEnrollments' ? 10_000 : 1_000,
        ...Object.fromEntries(
          Object.entries(sent).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
        ),
      };
    default:
      return sent;
  }
}

function typeOf(operation: Case['operation'], name: string): string {
  switch (name) {
    case 'enrollmentId':
      return 'ID!';
    case 'learnerIds':
    case 'courseIds':
      return '[ID!]';
    case 'dueDateType':
      return operation === 'EnrollLearnersInCourses' ? 'DueDateType!' : 'DueDateType';
    case 'omitted':
      return 'ChangeEnrollmentOmitted';
    case 'duePeriod':
    case 'limit':
      return 'Int';
    case 'lockAfterDueDate':
      return 'Boolean';
    default:
      return 'String';
  }
}

const httpOnly = ['idempotency_key_in_use', 'idempotency_key_reused'];

/** The code of the contract that a code of an error stands for; those of idempotency keys are of REST alone. */
export function codeOf(word: string): string {
  const found = Object.entries(codes).find(([code, one]) => one === word && !httpOnly.includes(code));
  if (!found) throw new Error(`no failure has the code ${word}`);
  return found[0];
}

/** An answer as REST has it: the same fields, and the words of enumerations in the contract's writing. */
// biome-ignore lint/suspicious/noExplicitAny: whatever was answered.
function asRest(data: any, errors: any): Pick<TestAnswer, 'status' | 'json'> {
  const [error] = errors ?? [];
  if (error) {
    const { code, violations } = error.extensions;
    const told = codeOf(code);
    return { status: told === 'conflict' ? 409 : 400, json: { code: told, violations } };
  }
  return { status: 200, json: data.status ? { ...data, status: data.status.toLowerCase() } : data };
}
