import type { TSchema } from 'typebox';

/**
 * Reads one scalar out of a text carrier (XML, query strings, command line), strictly and as its schema says: whole
 * numbers are `-?\d+`, booleans `true`, `false`, `1` or `0`. A text of another form stays as it is, so that the check
 * of the input refuses it in the words that every protocol uses. Ids are never numbers.
 */
export function readScalar(text: string, schema: TSchema): unknown {
  switch ((schema as { type?: string }).type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
    case 'boolean':
      if (text === 'true' || text === '1') return true;
      return text === 'false' || text === '0' ? false : text;
    default:
      return text;
  }
}

/** The schema of one field of an object schema, if it has such a field. */
export function fieldSchema(schema: TSchema, field: string): TSchema | undefined {
  const { properties } = schema as { properties?: Record<string, TSchema> };
  return properties && Object.hasOwn(properties, field) ? properties[field] : undefined;
}

/** Whether a schema takes a list; then the schema of its items. */
export function itemSchema(schema: TSchema): TSchema | undefined {
  const { type, items } = schema as { type?: string; items?: TSchema };
  return type === 'array' ? items : undefined;
}
