import { XMLBuilder } from 'fast-xml-parser';

/** What an element holds: text, or elements in the order in which they are written. */
export type XmlContent = string | readonly XmlNode[];

/**
 * One element to write. Names are written by hand in a contract, with their prefixes, so they are ASCII:
 * `name` or `prefix:name`. Namespaces are declared as attributes (`xmlns`, `xmlns:prefix`).
 */
export type XmlNode = readonly [
  name: string,
  content: XmlContent,
  attributes?: Readonly<Record<string, string>>,
];

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const MAX_DEPTH = 100;
const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

// All characters that need not be escaped; the rest of what XML 1.0, 2.2 allows is above U+FFFF.
const UNSAFE_IN_TEXT = /[^\t\n -%'-;=?-\uD7FF\uE000-\uFFFD]/u;
const UNSAFE_IN_ATTRIBUTE = /[^ !#-%(-;=?-\uD7FF\uE000-\uFFFD]/u;
const EVERY_UNSAFE_IN_TEXT = new RegExp(UNSAFE_IN_TEXT, 'gu');
const EVERY_UNSAFE_IN_ATTRIBUTE = new RegExp(UNSAFE_IN_ATTRIBUTE, 'gu');

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  // Written as they are, these would be read back as something else (XML 1.0, 2.11 and 3.3.3).
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

// The builder's own escaping lets control characters, lone surrogates and line ends through, and takes five
// passes: it gets what is escaped already.
const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  processEntities: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  maxNestedTags: MAX_DEPTH,
});

/**
 * The document with this root, in UTF-8 when encoded so. Elements keep their order, repeated or not; no
 * blanks are added. A strict reader gets back exactly the strings given, but for characters that XML 1.0
 * cannot carry (controls other than tab, LF and CR; U+FFFE, U+FFFF, lone surrogates): each of those becomes
 * U+FFFD, as a reply with a spoiled name in it is better than none. An empty content is `<name/>`.
 *
 * @throws TypeError for a name that is not one, and Error beyond 100 levels: mistakes of the program.
 */
export function writeXml(root: XmlNode): string {
  return DECLARATION + builder.build([built(root)]);
}

interface BuilderNode {
  [name: string]: string | readonly BuilderNode[] | Readonly<Record<string, string>>;
}

function built([name, content, attributes]: XmlNode): BuilderNode {
  const held = typeof content === 'string' ? escapeText(content) : content.map(built);
  const node: BuilderNode = { [checked(name)]: held };
  if (attributes !== undefined) {
    node[':@'] = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [`@_${checked(key)}`, escapeAttribute(value)]),
    );
  }
  return node;
}

function checked(name: string): string {
  if (!NAME.test(name)) throw new TypeError(`not a name for XML: ${JSON.stringify(name)}`);
  return name;
}

function escapeText(text: string): string {
  return UNSAFE_IN_TEXT.test(text) ? text.replace(EVERY_UNSAFE_IN_TEXT, escapeCharacter) : text;
}

function escapeAttribute(value: string): string {
  return UNSAFE_IN_ATTRIBUTE.test(value) ? value.replace(EVERY_UNSAFE_IN_ATTRIBUTE, escapeCharacter) : value;
}

/** A pair of surrogates arrives as one character, a lone one by itself. */
function escapeCharacter(character: string): string {
  return character.length === 2 ? character : (ESCAPES.get(character) ?? '\uFFFD');
}
