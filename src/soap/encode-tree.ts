import type { XmlNode } from '../xml/write-xml.js';
import { node } from './encode-values.js';
import { oneOf, plainSchema, type Tree } from './tree.js';

/**
 * What the core answers as elements of the names of its fields, in the order of the contract; what is null or not said
 * has none. Lists of texts are Ids; what has no fields of its own is written as JSON.
 */
export function encodeTree(name: string, schema: Tree, value: unknown): XmlNode {
  const { type, items, properties } = plainSchema(schema);
  if (type === 'array' && Array.isArray(value)) {
    const inner = items ?? {};
    const isList = !['object', undefined].includes(plainSchema(inner).type);
    return [
      name,
      value.map((one) => (isList ? node('id', String(one)) : encodeTree(oneOf(name), inner, one))),
    ];
  }
  if (properties && Object.keys(properties).length > 0 && typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    return [
      name,
      Object.entries(properties).flatMap(([field, inner]) => {
        const one = fields[field];
        return one === undefined || one === null ? [] : [encodeTree(field, inner, one)];
      }),
    ];
  }
  return node(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
}
