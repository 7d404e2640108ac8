import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { contractFiles } from '../../scripts/contract-files.js';
import { fieldSchema } from '../../src/contract/lexical.js';
import { operations } from '../../src/contract/operations.js';
import { routes } from '../../src/rest/routes.js';
import {
  documentedOperations,
  fieldsWithoutDescription,
  readDocument,
  readText,
  resolved,
} from './openapi-document.js';

interface Schema {
  readonly maxItems?: number;
}

const document = readDocument();
const all = documentedOperations(document);

describe('the printed contract files', () => {
  test('are what `npm run openapi` prints now', async () => {
    for (const [path, text] of await contractFiles()) {
      expect({ path, printed: readText(path) === text }).toEqual({ path, printed: true });
    }
  });

  test('the OpenAPI document is valid by the OpenAPI 3.1 meta-schema', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('every reference of the OpenAPI document leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(references.filter((ref) => resolved(document, { $ref: ref }) === undefined)).toEqual([]);
  });

  test('every component is used', () => {
    const text = JSON.stringify(document);
    for (const kind of ['schemas', 'responses', 'headers']) {
      for (const name of Object.keys(document.components[kind])) {
        expect(text).toContain(`"#/components/${kind}/${name}"`);
      }
    }
  });
});

describe('every operation over REST', () => {
  test('is one of the contract under its own name, and all of the contract are there but two', () => {
    const names = all.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const missing = Object.keys(operations).filter((name) => !names.includes(name));
    // Tokens come from the OAuth endpoints, the organisation from the command line.
    expect(missing.sort()).toEqual(['issueToken', 'loadOrganization']);
    expect(names.filter((name) => !Object.hasOwn(operations, name))).toEqual(['unenrollOne']);
  });

  test.each(all.map((one) => [one.name, one] as const))('%s says what it is', (_name, { operation }) => {
    expect(operation).toMatchObject({
      summary: expect.stringMatching(/\S/),
      description: expect.stringMatching(/\S/),
      security: [{ token: [] }],
    });
    const tags = document.tags.map((tag: { name: string }) => tag.name);
    expect(tags).toEqual(expect.arrayContaining(operation.tags));
    expect(operation.tags).toHaveLength(1);
  });

  test.each(all.map((one) => [one.name, one] as const))(
    '%s lists every failure that its kind of request can meet, each as a problem',
    (_name, { method, path, operation }) => {
      const body = operation.requestBody?.content['application/json'].schema.properties ?? {};
      const named = path.includes('{id}') || Object.hasOwn(body, 'enrollmentId');
      const changes = method !== 'GET';
      const lists = operation.parameters.some(
        ({ schema }: { schema: Schema }) => (schema.maxItems ?? 0) > 100,
      );
      const expected = [
        ...[400, 401, 403, 429, 500, 503],
        ...(named ? [404] : []),
        ...(changes ? [409, 413, 415] : []),
        ...(lists ? [413] : []),
        ...(method === 'POST' ? [422] : []),
      ].map(String);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(expected));
      for (const [status, response] of Object.entries(operation.responses)) {
        const { description, content } = resolved(document, response);
        expect(description).toMatch(/\S/);
        if (Number(status) >= 400) expect(Object.keys(content)).toEqual(['application/problem+json']);
      }
    },
  );

  test.each(all.map((one) => [one.name, one] as const))(
    '%s describes every parameter',
    (_name, { operation }) => {
      for (const parameter of operation.parameters) {
        expect(parameter).toMatchObject({
          description: expect.stringMatching(/\S/),
          schema: expect.anything(),
        });
      }
    },
  );

  test('what can be changed under If-Match says so, with 412', () => {
    const conditional = all.filter(({ operation }) =>
      operation.parameters.some((parameter: { name: string }) => parameter.name === 'If-Match'),
    );
    const versioned = routes.filter(
      ({ operation, id }) => id && fieldSchema(operations[operation].input, 'ifVersion'),
    );
    expect(conditional.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      versioned.map(({ method, path }) => `${method} /v1${path.replace(':id', '{id}')}`).sort(),
    );
    for (const { operation } of conditional) expect(operation.responses).toHaveProperty('412');
  });

  test('every POST takes an Idempotency-Key, and nothing else does', () => {
    for (const { method, operation } of all) {
      const names = operation.parameters.map((parameter: { name: string }) => parameter.name);
      expect(names.includes('Idempotency-Key')).toBe(method === 'POST');
    }
  });
});

test('every field of every schema has a description', () => {
  expect(fieldsWithoutDescription(document)).toEqual([]);
  expect(fieldsWithoutDescription(JSON.parse(readText('openapi/organization.schema.json')))).toEqual([]);
});
