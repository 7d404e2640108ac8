import { failureAt } from '../contract/failure.js';
import { decodeJson, parseJson } from '../contract/json-text.js';
import { excessOf } from './json-shape.js';

/** Bodies up to this size are parsed in no time, whatever is in them. */
const harmless = 16 * 1024;

const words = { depth: 'levels of nesting', parts: 'fields and lists' } as const;

/** What a JSON body says; an empty body says nothing. Fails `invalid` for one that is not JSON, or of no sane shape. */
export function readJson(body: Buffer): unknown {
  const excess = body.length > harmless ? excessOf(body) : undefined;
  if (excess) throw failureAt('invalid', '', `max_${excess}`, `The body has too many ${words[excess]}.`);
  const text = decodeJson(body, 'The body');
  return text.trim() === '' ? undefined : parseJson(text, 'The body');
}
