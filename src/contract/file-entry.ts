import Type, { type TObject, type TProperties } from 'typebox';
import { uuidPattern } from './identifier.js';

/** What the entries of the organisation file are made of. */

/** An object that has these fields and no others. */
export const own = <T extends TProperties>(
  properties: T,
  options: Record<string, unknown> = {},
): TObject<T> => Type.Object(properties, { additionalProperties: false, ...options });

export const id = Type.Optional(
  Type.String({
    pattern: uuidPattern.source.replaceAll('a-f', 'a-fA-F'),
    description: 'Kept if a legacy system gave one; made if omitted.',
  }),
);

/** No control characters, and no halves of characters, which no database keeps apart. */
const character = '[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]';

export const key = (description: string) =>
  Type.String({ minLength: 1, maxLength: 255, pattern: `^(?!\\s)${character}+(?<!\\s)$`, description });
export const optionalKey = (description: string) => Type.Optional(key(description));
export const words = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: `^${character}*$`, description });
export const address = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: 2_000,
    pattern: '^https?://[^\\s\\u0000-\\u001f\\u007f\\ud800-\\udfff]+$',
    description,
  });
export const orNull = <T extends ReturnType<typeof words>>(item: T) =>
  Type.Optional(Type.Union([item, Type.Null()]));

export const named = { id, ref: optionalKey("The caller's own key, exact by code point.") };
export const oneName = { anyOf: [{ required: ['id'] }, { required: ['ref'] }] };

export const entries = <T extends TObject>(item: T, description: string) =>
  Type.Optional(Type.Array(item, { description }));

export const refs = (item: string, description: string) =>
  Type.Optional(Type.Array(key(item), { description }));
