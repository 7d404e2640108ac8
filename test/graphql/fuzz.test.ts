import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startApplication, type TestApplication } from '../application.js';
import { organization } from '../rest/organization.js';

const patience = 120_000;
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const quoted = text.map((one) => JSON.stringify(one));
const nested = (open: string, inside: string, close: string, levels: number) =>
  open.repeat(levels) + inside + close.repeat(levels);

/** Keys that mean something to the language that this is written in. */
const hostile =
  '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"toString":1,"hasOwnProperty":[],"then":{}}';

/** Documents that are odd, from nearly right to hopeless. */
const documents = fc.oneof(
  text,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .tuple(quoted, quoted)
    .map(([a, b]) => `mutation { addUsersToTraining(trainingRef: ${a}, userRefs: [${b}]) { addedRefs } }`),
  quoted.map(
    (one) => `{ training(ref: ${one}) { id } paginatedTrainings(q: ${one}, after: ${one}) { count } }`,
  ),
  quoted.map(
    (one) =>
      `mutation { createTraining(training: {title: ${one}, startDate: ${one}}, dryRun: true) { training { title } } }`,
  ),
  quoted.map(
    (one) =>
      `mutation { updateOrCreateUser(ref: ${one}, user: {name: ${one}, extraFields: ${one}}) { created } }`,
  ),
  fc.integer().map((one) => `{ paginatedUsers(first: ${one}, offset: ${one}) { count } }`),
  fc.constantFrom(
    `{ training(ref: "day") { ${nested('users { ', 'id', ' }', 500)} } }`,
    nested('{ a ', '', '}', 20_000),
    `{ paginatedTrainings(after: ${nested('[', '1', ']', 5_000)}) { count } }`,
    `{ ${Array.from({ length: 10_000 }, (_, no) => `a${no}: __typename`).join(' ')} }`,
    `{ ${Array.from({ length: 10_000 }, (_, no) => `a${no}: training(ref: "day") { id }`).join(' ')} }`,
    'fragment a on Training { ...b } fragment b on Training { ...a } { training(ref: "day") { ...a } }',
    'fragment a on Query { ...a } { ...a }',
    'fragment a on Training { groups { ...b } } fragment b on Group { users { edges { node { ...c } } } } fragment c on User { ...a } { trainings { ...a } }',
    '{ ...missing }',
    'query a { __typename } query b { __typename }',
    'query a { __typename } query a { __typename }',
    'subscription { anything }',
    'type Query { a: Int }',
    '{ __proto__ { constructor } }',
    '{ __proto__: __typename constructor: __typename hasOwnProperty: __typename }',
    'mutation { updateUser(ref: "ann", user: {__proto__: {x: 1}}) { user { id } } }',
    'mutation { updateUser(ref: "ann", user: {extraFields: "{\\"__proto__\\":1,\\"constructor\\":{}}"}) { user { id } } }',
    'mutation { updateExtraCategoryValues(contentType: USER, modelRef: "ann", values: [{categoryRef: "__proto__", stringValue: "x"}, {categoryRef: "constructor"}]) { ok } }',
    `mutation { addGroup(name: "x", rule: ${nested('{and: [', '1', ']}', 200)}) { id } }`,
    'mutation { loadOrganization(organization: {__proto__: 1, users: [{__proto__: 2}]}) { dryRun } }',
    'query($a: [[[Int!]!]!]) { training(ref: $a) { id } }',
    'query($a: Nothing) { training(ref: $a) { id } }',
    '{ training(ref: "day") @skip { id } }',
    '{ training(ref: "day") @include(if: "x") { id } }',
    '{ training(ref: """ \u0000 \uD800 """) { id } }',
    '{ training(ref: "\\uD800") { id } }',
    '\uFEFF{ __typename }',
    '{ обучение(ref: "день") { id } }',
    '{ training(ref: "研修 תרגיל Ελλάδα 👩‍🚀") { id } }',
  ),
);

const variables = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    JSON.parse(hostile),
    { ref: { __typename: 'x' } },
    { refs: ['ann', 7, null, {}] },
    { refs: 'ann', ref: [] },
  ),
);

/** Whole bodies: documents with variables, and what is no request at all. */
const bodies = fc.oneof(
  { weight: 6, arbitrary: fc.record({ query: documents }).map((one) => JSON.stringify(one)) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        query: fc.constantFrom(
          'query($ref: String) { training(ref: $ref) { id } }',
          'mutation($refs: [String!]) { removeUsersFromTraining(trainingRef: "day", userRefs: $refs) { removedRefs failedRefs } }',
          'mutation($organization: JSON!) { loadOrganization(organization: $organization, dryRun: true) { dryRun } }',
          '{ __typename }',
        ),
        variables,
        operationName: fc.oneof(fc.constant(null), fc.constant(undefined), fc.jsonValue()),
      })
      .map((one) => JSON.stringify(one)),
  },
  { weight: 2, arbitrary: fc.jsonValue().map((one) => JSON.stringify(one)) },
  {
    weight: 2,
    arbitrary: fc.array(fc.record({ query: documents }), { maxLength: 12 }).map((one) => JSON.stringify(one)),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      hostile,
      `{"query":"{ __typename }","variables":${hostile}}`,
      '{"query":"{ __typename }"',
      '{"query":"{ __typename }"}}',
      '{"query":["{ __typename }"]}',
      '{"query":"{ __typename }","query":7}',
      'query={ __typename }',
      nested('[', '', ']', 50_000),
      nested('{"a":', '1', '}', 50_000),
      '\uFEFF{"query":"{ __typename }"}',
    ),
  },
);

describe('whatever is sent to GraphQL', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization });
  });
  afterAll(() => app.close());

  test(
    'is answered as GraphQL, errors with a code, and never as broken',
    async () => {
      const token = await app.token('owner');
      const send = (payload: Buffer, type: string) =>
        app.server.inject({
          method: 'POST',
          url: '/graphql/',
          headers: { 'content-type': type, authorization: `Bearer ${token}` },
          payload,
        });
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            { weight: 8, arbitrary: bodies.map((one) => Buffer.from(one)) },
            { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((one) => Buffer.from(one)) },
          ),
          fc.constantFrom(
            'application/json',
            'application/x-www-form-urlencoded',
            'application/graphql',
            'text/plain; charset=utf-16',
          ),
          async (payload, type) => {
            const { statusCode, payload: answered } = await send(payload, type);
            expect([200, 400, 413, 415]).toContain(statusCode);
            const answers = [JSON.parse(answered)].flat();
            for (const { data, errors } of answers) {
              if (errors === undefined) expect(data).toEqual(expect.anything());
              else expect(errors.length).toBeGreaterThan(0);
              for (const { message, extensions } of errors ?? []) {
                expect([message, extensions]).toEqual([
                  expect.any(String),
                  expect.objectContaining({ code: expect.any(String), requestId: expect.any(String) }),
                ]);
                expect([message, extensions.code]).not.toContain('Broken');
              }
            }
          },
        ),
        { numRuns: 500 },
      );
    },
    patience,
  );

  test('leaves nothing behind in the program', () => {
    expect(({} as { x?: unknown }).x).toBe(undefined);
  });
});
