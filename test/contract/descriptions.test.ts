import { describe, expect, test } from '@jest/globals';
import { failureCodes, kindOf } from '../../src/contract/failure.js';
import type { Operation } from '../../src/contract/operation.js';
import { operations } from '../../src/contract/operations.js';

type Schema = {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};

/** The places of fields that nothing explains; a choice is explained by itself or by its first form. */
function* unexplained(schema: Schema, path = ''): Generator<string> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const words = field.description ?? field.anyOf?.[0]?.description ?? '';
    if (!/^\S.*[.…!]$/s.test(words)) yield `${path}/${name}: ${words}`;
    yield* unexplained(field, `${path}/${name}`);
  }
  if (schema.items) yield* unexplained(schema.items, `${path}/*`);
  for (const form of schema.anyOf ?? []) yield* unexplained(form, path);
}

const named = Object.entries(operations as Record<string, Operation>);

describe.each(named)('%s', (_, operation) => {
  test('says in a phrase and in sentences what it does', () => {
    expect(operation.summary).toMatch(/^[A-Z][^.]*$/);
    expect(operation.description).toMatch(/^[A-Z].*\.$/s);
  });

  test('explains every field of its input in a sentence', () => {
    expect([...unexplained(operation.input as Schema)]).toEqual([]);
  });

  test('explains every field of its output in a sentence', () => {
    expect([...unexplained(operation.output as Schema)]).toEqual([]);
  });

  test('takes no field that it does not know', () => {
    expect(operation.input).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('failures', () => {
  test('have codes of a closed list, each of one kind that is a code itself', () => {
    for (const code of failureCodes) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(failureCodes).toContain(kindOf(code));
      expect(kindOf(kindOf(code))).toBe(kindOf(code));
    }
  });
});
