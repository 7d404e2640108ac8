import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { sampleOrganization, startApplication, type TestApplication } from '../application.js';
import { documentedOperations, type Json, readDocument, readText, resolved } from './openapi-document.js';

const document = readDocument();
const all = documentedOperations(document);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);

/** What a schema of the document finds wrong with a value. */
function complaints(schema: Json, value: unknown, form = (whole: Json): Json => whole): unknown {
  const { $id, ...rest } = schema;
  const check = ajv.compile(form({ ...rest, components: document.components }));
  return check(value) ? [] : check.errors;
}

/** The same schema, under which a field that is not documented is a mistake. */
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
  return value.type === 'object' && value.properties ? { additionalProperties: false, ...inner } : inner;
}

describe('the examples of the OpenAPI document', () => {
  const requests = all.flatMap(({ name, operation }) => {
    const { schema, examples = {} } = operation.requestBody?.content['application/json'] ?? {};
    return Object.entries<Json>(examples).map(([key, { value }]) => [name, key, schema, value] as const);
  });
  test.each(requests)('the request %s/%s fits its schema', (_name, _key, schema, value) => {
    expect(complaints(schema, value)).toEqual([]);
  });

  test('every operation that needs a body has an example of it', () => {
    for (const { operation } of all) {
      if (operation.requestBody)
        expect(operation.requestBody.content['application/json'].examples).toBeDefined();
    }
  });

  test.each(Object.entries<Json>(document.components.schemas))(
    'the schema %s fits its examples',
    (_name, schema) => {
      for (const example of schema.examples ?? []) expect(complaints(schema, example)).toEqual([]);
    },
  );

  test.each(Object.entries<Json>(document.components.responses))(
    'the problem %s fits its schema',
    (_name, response) => {
      const { schema, example } = response.content['application/problem+json'];
      expect(complaints(schema, example)).toEqual([]);
    },
  );
});

describe('against the demo', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication();
  });
  afterAll(() => app.close());

  // One after the other, in the order of the document, as an explorer would.
  test.each(all.map((one) => [one.name, one] as const))(
    '%s works with the examples as they stand, and answers what is documented',
    async (_name, { method, path, operation }) => {
      const id = operation.parameters.find((parameter: Json) => parameter.in === 'path')?.example;
      // Things whose ids no example can know: they are given when somebody is enrolled in an event, or a link is made.
      const list = ['/v1/offer-event-enrollments', '/v1/links'].find((one) => path.startsWith(`${one}/`));
      const given = list ? (await app.rest('EMP-001', 'GET', list)).json.items : [];
      const url = path.replace('{id}', encodeURIComponent(given[0]?.id ?? id ?? ''));
      const examples = operation.requestBody?.content['application/json'].examples ?? { none: {} };
      for (const { value } of Object.values<Json>(examples)) {
        const answer = await app.rest('EMP-001', method, url, value);
        const documented = operation.responses[String(answer.status)];
        if (answer.status > 201) throw new Error(`${method} ${url} answered ${answer.text}`);
        const { schema } = resolved(document, documented).content['application/json'];
        expect(complaints(schema, answer.json, closed)).toEqual([]);
        const minimal = await app.rest('EMP-001', method, url, value, { prefer: 'return=minimal' });
        if (minimal.status < 300) expect(complaints(schema, minimal.json, closed)).toEqual([]);
      }
    },
  );
});

test('the sample organisation fits the published schema, and breaks it where it is broken', () => {
  const schema = JSON.parse(readText('openapi/organization.schema.json'));
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  const sample = sampleOrganization();
  expect(complaints(schema, sample)).toEqual([]);
  expect(complaints(schema, { ...sample, pupils: [] })).not.toEqual([]);
  expect(complaints(schema, { users: [{ departmentRef: 'hq' }] })).not.toEqual([]);
});
