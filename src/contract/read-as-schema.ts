import type { TSchema } from 'typebox';
import { fieldSchema, itemSchema, readScalar } from './lexical.js';

/**
 * Reads the texts of an input as its schema says: numbers and flags, which 1 and 0 may be as well. What has another form
 * stays, and is refused.
 */
export function readAsSchema(value: unknown, schema: TSchema): unknown {
  if (typeof value === 'string') return readScalar(value, schema);
  if (value === 1 || value === 0)
    return (schema as { type?: string }).type === 'boolean' ? value === 1 : value;
  if (Array.isArray(value)) {
    const item = itemSchema(schema);
    return item ? value.map((one) => readAsSchema(one, item)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const field = fieldSchema(schema, name);
    return [name, field ? readAsSchema(inner, field) : inner];
  });
  return Object.fromEntries(fields);
}
