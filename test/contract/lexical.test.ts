import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Type from 'typebox';
import { fieldSchema, itemSchema, readScalar } from '../../src/contract/lexical.js';
import type { Operation } from '../../src/contract/operation.js';
import { operations } from '../../src/contract/operations.js';

const integer = Type.Integer();
const flag = Type.Boolean();

describe('a whole number', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    ['-24', -24],
    ['0010', 10],
    ['999999999999999', 999_999_999_999_999],
  ])('%s is read', (text, number) => {
    expect(readScalar(text, integer)).toBe(number);
  });

  test.each([
    ...['', ' ', '+5', ' 5', '5 ', '5.0', '5e3', '0x10', '1_000', '1,000', '--5', '-', 'NaN', 'Infinity'],
    ...['9999999999999999', '٥', '５', '5\n', 'true', 'null'],
  ])('%j stays a text, so that the check refuses it', (text) => {
    expect(readScalar(text, integer)).toBe(text);
  });

  test('of at most 15 digits comes back exactly as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), (number) => {
        expect(readScalar(String(number), integer)).toBe(number);
      }),
    );
  });
});

describe('yes or no', () => {
  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('%s is read', (text, value) => {
    expect(readScalar(text, flag)).toBe(value);
  });

  test.each(['', 'TRUE', 'True', 'yes', 'no', 'on', '01', '-1', ' true', 'true ', 'null'])(
    '%j stays a text, so that the check refuses it',
    (text) => {
      expect(readScalar(text, flag)).toBe(text);
    },
  );
});

describe('a text', () => {
  test('is never read as anything else, whatever it looks like', () => {
    const schemas = [
      Type.String(),
      Type.Enum(['unlimited', 'default']),
      Type.Union([Type.String(), Type.Null()]),
    ];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('1', 'true', 'null', '-7')), (text) => {
        for (const schema of schemas) expect(readScalar(text, schema)).toBe(text);
      }),
    );
  });

  test('is what every id, ref, e-mail address and login of the contract is: ids are never numbers', () => {
    for (const { name, input } of Object.values(operations as Record<string, Operation>)) {
      const fields = Object.keys((input as unknown as { properties: object }).properties);
      for (const field of fields.filter((one) => /(Id|Ref|Email|Login|Name)s?$/.test(one))) {
        const schema = fieldSchema(input, field);
        const one = schema && (itemSchema(schema) ?? schema);
        expect([name, field, one && readScalar('1001', one)]).toEqual([name, field, '1001']);
      }
    }
  });
});

describe('schemas', () => {
  test('fields are those of the schema itself, not those that every object has', () => {
    const schema = Type.Object({ learnerId: Type.String() });
    expect(fieldSchema(schema, 'learnerId')).toBeDefined();
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'learnerIds']) {
      expect(fieldSchema(schema, name)).toBeUndefined();
    }
    expect(fieldSchema(Type.String(), 'length')).toBeUndefined();
  });

  test('only lists have items', () => {
    expect(itemSchema(Type.Array(integer))).toMatchObject({ type: 'integer' });
    expect(itemSchema(Type.Optional(Type.Array(flag)))).toMatchObject({ type: 'boolean' });
    expect(itemSchema(Type.Object({ items: integer }))).toBeUndefined();
    expect(itemSchema(Type.String())).toBeUndefined();
  });
});
