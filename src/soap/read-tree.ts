import { pointer } from '../contract/failure.js';
import { readScalar } from '../contract/lexical.js';
import { isNil } from '../xml/scalar-text.js';
import type { XmlElement } from '../xml/xml-element.js';
import type { ElementReading } from './element-reading.js';
import { oneOf, plainSchema, type Tree } from './tree.js';

/**
 * An element with others inside as its schema has it: an object has elements of the names of its fields, a list those of
 * one of it (a list of texts may as well have `id`). What has no fields of its own is a text of JSON.
 */
export function readTree(part: XmlElement, schema: Tree, path: string, reading: ElementReading): unknown {
  if (isNil(part)) return undefined;
  const plain = plainSchema(schema);
  const { type, items, properties } = plain;
  if (type === 'array' && items) {
    const list = reading.items(part, [oneOf(part.name), 'id'], path);
    return list.map((one, place) => readTree(one, items, path + pointer(place), reading) ?? '');
  }
  if (properties && Object.keys(properties).length > 0) {
    reading.rejectText(part, path);
    const parts = reading.eachOnce(part.children, (name) => Object.hasOwn(properties, name), path);
    return Object.fromEntries(
      parts.flatMap((inner) => {
        const field = properties[inner.name];
        const value = field && readTree(inner, field, path + pointer(inner.name), reading);
        return value === undefined ? [] : [[inner.name, value]];
      }),
    );
  }
  const text = reading.text(part, path);
  if (text === undefined) return undefined;
  return type === 'object' || type === undefined ? readJsonText(text) : readScalar(text, plain as never);
}

/** Another text stays the text that it is: the core says what it should be. */
function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
