import type { XmlNode } from '../xml/write-xml.js';

/** An element that holds a text. */
export function node(name: string, content: string | number | boolean): XmlNode {
  return [name, String(content)];
}

/** The element, or none where there is nothing to tell. */
export function optional(
  name: string,
  content: string | number | boolean | null | undefined,
): readonly XmlNode[] {
  return content === null || content === undefined ? [] : [node(name, content)];
}

/** A list of ids, as the vendor writes them. */
export function idList(name: string, ids: readonly string[]): XmlNode {
  return [name, ids.map((id) => node('id', id))];
}
