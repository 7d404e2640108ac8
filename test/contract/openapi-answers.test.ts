import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { startApplication, type TestApplication } from '../application.js';
import {
  type DocumentedOperation,
  documentedOperations,
  type Json,
  readDocument,
  resolved,
} from './openapi-document.js';

const document = readDocument();
const all = documentedOperations(document);
const ajv = new Ajv2020({ strict: false, validateSchema: false });
addFormats.default(ajv);
ajv.addSchema({ $id: 'document', components: document.components });

let app: TestApplication;
beforeAll(async () => {
  app = await startApplication();
});
afterAll(() => app.close());

const courses = ['safety', 'gdpr', 'forms-2019', 'safety-day', 'nothing'];
const learners = ['EMP-010', 'EMP-014', 'EMP-030', 'nobody'];
const names = [
  ...courses,
  ...learners,
  'nl',
  'ref:safety',
  '6e2d9a14-4b7f-11ea-9c31-0242ac110005',
  '__proto__',
];
const word = fc.oneof(
  fc.constantFrom(...names, '', ' x', '\u0000', '%', '🙂'.repeat(64), 'a'.repeat(256)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
);
const date = fc.constantFrom(
  ...['2026-12-31', '2026-02-30', '2026-03-29 02:30:00', '2026-12-31T10:00:00.5Z'],
  ...['9999-12-31T23:59:59+14:00', '0001-01-01', '2026-12-31T24:00:00', '2026-12-31T10:00:00+99:99', 'x'],
);
const anything = fc.oneof(
  word,
  date,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(word),
  fc.jsonValue(),
);

/** Mostly of the kind that the schema asks for. */
function fieldValue(field: string, schema: Json): fc.Arbitrary<unknown> {
  const words = schema.enum ?? schema.items?.enum;
  const one = words ? fc.constantFrom(...words) : /date|^due[AB]|since|until/i.test(field) ? date : word;
  const kinds: Record<string, fc.Arbitrary<unknown>> = {
    array: fc.array(
      /course/.test(field)
        ? fc.constantFrom(...courses)
        : /learner/.test(field)
          ? fc.constantFrom(...learners)
          : one,
      {
        maxLength: 4,
      },
    ),
    boolean: fc.boolean(),
    integer: fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.integer()),
    string: one,
  };
  const usual = kinds[schema.type];
  return usual ? fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: anything }) : anything;
}

/** Some of these fields, each with a value. */
function someOf(fields: Readonly<Record<string, Json>>): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.entries(fields).map(([name, schema]) => [name, fieldValue(name, schema)]);
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

/** A body that names courses and learners in one way each, where the operation takes such. */
function pairsOf(fields: Readonly<Record<string, Json>>): fc.Arbitrary<unknown> {
  const ways = fc.tuple(
    fc.constantFrom('courseIds', 'courseRefs'),
    fc.constantFrom('learnerIds', 'learnerRefs', 'learnerEmails'),
  );
  const some = (texts: readonly string[]) =>
    fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 4 });
  return ways.chain(([course, learner]) =>
    fc.record({
      [course]: some(courses),
      [learner]: some(learners),
      mode: fc.constantFrom('atomic', 'partial'),
      ...(fields['dueDateType'] ? { dueDateType: fc.constantFrom('unlimited', 'default') } : {}),
    }),
  );
}

function bodyOf(fields: Readonly<Record<string, Json>> | undefined): fc.Arbitrary<unknown> {
  if (!fields) return fc.constant(undefined);
  const usual = fields['courseRefs'] ? [{ weight: 9, arbitrary: pairsOf(fields) }] : [];
  return fc.oneof(
    ...usual,
    { weight: 9, arbitrary: someOf(fields) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

const tag = fc.constantFrom('"a"', 'a', '*', 'W/"x"', 'return=minimal', '"', '');
const asking = fc.constantFrom(...all).chain((operation) => {
  const { parameters, requestBody } = operation.operation;
  const of = (place: string) => parameters.filter((one: Json) => one.in === place);
  const schemas = (place: string) => Object.fromEntries(of(place).map((one: Json) => [one.name, one.schema]));
  const [{ example = '' } = {}] = of('path');
  const fields = requestBody?.content['application/json'].schema.properties;
  return fc.record({
    operation: fc.constant(operation),
    as: fc.constantFrom('EMP-001', 'EMP-001', 'EMP-003', 'EMP-004', 'EMP-005', 'EMP-010'),
    id: fc.oneof(
      fc.constant(example),
      word.filter((text) => text !== ''),
    ),
    query: someOf(schemas('query')),
    headers: fc.record(Object.fromEntries(of('header').map((one: Json) => [one.name, tag])), {
      requiredKeys: [],
    }),
    body: bodyOf(fields),
  });
});

/** What the document says against such an answer. */
function complaints(
  { name, operation }: DocumentedOperation,
  status: string,
  type: string,
  answer: unknown,
): unknown {
  const content = resolved(document, operation.responses[status])?.content;
  if (!content) return operation.responses[status] ? [] : `${name} does not list ${status}`;
  if (!Object.hasOwn(content, type)) return `${name} answers ${status} as ${type}`;
  const text = JSON.stringify(content[type].schema).replaceAll('"#/components/', '"document#/components/');
  const key = `${name} ${status}`;
  const check = ajv.getSchema(key) ?? ajv.compile({ $id: key, ...JSON.parse(text) });
  return check(answer) ? [] : check.errors;
}

test('whatever is asked, the answer is one that the document lists, and no failure of ours', async () => {
  await fc.assert(
    fc.asyncProperty(asking, async ({ operation, as, id, query, headers, body }) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(query))
        for (const one of [value].flat()) parameters.append(name, String(one));
      const path = operation.path.replace('{id}', encodeURIComponent(id));
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await app.rest(
        as,
        operation.method,
        `${path}?${parameters}`,
        body === undefined ? undefined : JSON.stringify(body),
        { ...json, ...(headers as Record<string, string>) },
      );
      const [type = ''] = String(answer.headers['content-type']).split(';');
      expect(complaints(operation, String(answer.status), type, answer.json)).toEqual([]);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 10_000, interruptAfterTimeLimit: 15_000 },
  );
}, 60_000);
