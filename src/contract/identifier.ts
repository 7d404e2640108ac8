import Type from 'typebox';

/** Text of a UUID in any case. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return text.length === 36 && uuidPattern.test(text);
}

/** 1 to 255 characters, no control characters, no blank at either end. */
export const keyPattern = '^(?=[^\\u0000-\\u001f\\u007f]*$)[^\\s](?:[\\s\\S]*[^\\s])?$';

/** A key that something is to have from now on: without halves of characters, which no database keeps apart. */
export const newKey = (options: { description?: string } = {}) =>
  Type.String({
    minLength: 1,
    maxLength: 255,
    pattern: keyPattern.replace('\\u007f]', '\\u007f\\ud800-\\udfff]'),
    ...options,
  });

/** An id as answered: a UUID in lower case. */
export const Id = (description: string) =>
  Type.String({ format: 'uuid', description, examples: ['0190a1b2-0000-7000-8000-000000000001'] });

/**
 * An id as asked: a UUID in any case, looked up as id and then as ref; any other text is looked up as ref, since
 * foreign contracts have ids that are not UUIDs (design rule 13).
 */
export const Identifier = (description: string) =>
  Type.String({ minLength: 1, maxLength: 255, pattern: keyPattern, description });

/** The caller's own key: exact by code point, unique per kind of object. */
export const Ref = (description: string) =>
  Type.String({ minLength: 1, maxLength: 255, pattern: keyPattern, description });

export const NullableRef = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

/** An instant as answered: ISO 8601, whole seconds, the account zone's offset. */
export const Instant = (description: string) =>
  Type.String({ format: 'date-time', description, examples: ['2026-12-31T23:59:59+01:00'] });

export const NullableInstant = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description });
