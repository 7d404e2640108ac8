import { excerpt, XmlFailure, type XmlFailureReason } from './xml-failure.js';
import { locate } from './xml-position.js';

/** What is known at the moment when the parser stops; offsets are into the text, in UTF-16 code units. */
export interface XmlSituation {
  /** Just after the last character that the parser took. */
  readonly at: number;
  /** Where what is being read (text, tag, attribute, section) begins, comments before it included. */
  readonly piece: number;
  /** The element closed last, its name with the prefix. */
  readonly closed: { readonly name: string; readonly line: number };
  /** The line of the innermost element that is open. */
  readonly openLine: number;
}

type Place = 'end' | 'character' | 'text' | '<' | '&' | '</' | '--' | ']]>' | '<?';
type Words = string | ((said: string, found: string, situation: XmlSituation) => string);

/** As much text after the place of a fault as is looked at to tell a reference from a bare `&`. */
const LONGEST_NAME = 64;
const BARE_AMPERSAND = /&(?!(?:[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*|#[0-9]+|#x[0-9a-fA-F]+);)/u;
const MISPLACED_DECLARATION = 'an XML declaration that is not at the very beginning of the document';

/**
 * The parser's sentences (saxes 6) by their beginnings, the place of each fault, and plainer words. One that
 * is not listed quotes nothing of the document: it is taken over as it is, at the place of the character.
 */
const COMPLAINTS: readonly (readonly [beginning: string, place: Place, words: Words])[] = [
  ['disallowed character.', 'character', (_, found) => illegalCharacter(found)],
  ['unexpected close tag', '</', mismatch],
  ['unmatched closing tag', '</', (_, found) => `the closing tag "${excerpt(found)}" closes nothing`],
  ['weird empty close tag', '</', 'a closing tag without a name'],
  [
    'unclosed tag',
    'end',
    (said, _, it) => `the document ends before <${nameIn(said)}> of line ${it.openLine} is closed`,
  ],
  ['document must contain a root', 'end', 'the document ends before its root element'],
  ['unexpected end', 'end', 'the document ends within a tag or a comment'],
  ['text data outside', 'text', 'text outside the root element'],
  ['documents may contain only one root', '<', 'a second root element'],
  ['undefined entity', '&', (_, found) => `the entity "${excerpt(found)}" is not defined`],
  [
    'malformed character entity',
    '&',
    (_, found) => `"${excerpt(found)}" refers to no character that XML allows`,
  ],
  ['malformed comment', '--', 'a "--" within a comment'],
  ['the string "]]>"', ']]>', 'a "]]>" in text must be written as "]]&gt;"'],
  ['an XML declaration must be', '<?', MISPLACED_DECLARATION],
  ['the XML declaration must appear', '<?', MISPLACED_DECLARATION],
  ['duplicate attribute', '<', (said) => `the attribute "${nameIn(said)}" is given twice in one tag`],
  ['unbound namespace prefix', '<', (said) => `the namespace prefix "${nameIn(said)}" is not declared`],
  ['malformed name', '<', (said) => `"${nameIn(said)}" is not a name with at most one prefix`],
];

/** Markup that is never accepted, by its beginning. */
const FORBIDDEN: readonly (readonly [beginning: RegExp, reason: XmlFailureReason, problem: string])[] = [
  [/^<!DOCTYPE/, 'refused', 'a document type declaration (DOCTYPE) is not accepted'],
  [/^<\?(?!xml[ \t\r\n?])/, 'refused', 'a processing instruction is not accepted'],
  [/^<!(?!--|\[CDATA\[)/, 'malformed', 'a "<!" that begins neither a comment nor a CDATA section'],
];

/** The failure that a sentence of the parser stands for. */
export function complaint(text: string, said: string, situation: XmlSituation): XmlFailure {
  const suspected = suspect(text, situation);
  if (suspected !== undefined) return suspected;
  const known = COMPLAINTS.find(([beginning]) => said.startsWith(beginning));
  if (known === undefined) {
    return failureAt(text, 'malformed', takenOver(text, said, situation), situation.at - 1);
  }
  const [, place, words] = known;
  const offset = offsetOf(text, place, situation);
  const problem =
    typeof words === 'string' ? words : words(said, text.slice(offset, situation.at), situation);
  return failureAt(text, 'malformed', problem, offset);
}

/**
 * What the parser notices late or calls by another name, undefined for nothing of that kind. It takes all from
 * a bare `&` up to the next `;` for the name of an entity, waits for seven characters after a `<!`, and reads a
 * DOCTYPE or a processing instruction to its end.
 */
export function suspect(text: string, { piece, at }: XmlSituation): XmlFailure | undefined {
  const begin = afterComments(text, piece, at);
  const ahead = text.slice(begin, at + LONGEST_NAME);
  const ampersand = ahead.search(BARE_AMPERSAND);
  const markup = ahead.slice(0, at - begin).search(/<[!?]/);
  if (ampersand !== -1 && ampersand < (markup === -1 ? at - begin : markup)) {
    const problem = 'an "&" that begins no reference must be written as "&amp;"';
    return failureAt(text, 'malformed', problem, begin + ampersand);
  }
  if (markup === -1) return undefined;
  const start = ahead.slice(markup, markup + '<!DOCTYPE'.length);
  const refused = FORBIDDEN.find(([beginning]) => beginning.test(start));
  if (refused !== undefined) return failureAt(text, refused[1], refused[2], begin + markup);
  if (at < text.length || start.startsWith('<?')) return undefined;
  return failureAt(text, 'malformed', 'a comment or CDATA section that does not end', begin + markup);
}

/** The offset behind the XML declaration and the comments with which a piece begins. */
function afterComments(text: string, piece: number, at: number): number {
  let offset = piece;
  for (;;) {
    while (offset < at && ' \t\r\n'.includes(text.charAt(offset))) offset++;
    let end = -1;
    if (text.startsWith('<!--', offset)) end = text.indexOf('-->', offset + 4) + 3;
    else if (offset === 0 && /^<\?xml[ \t\r\n]/.test(text.slice(0, 6))) end = text.indexOf('?>') + 2;
    if (end <= offset || end > at) return offset;
    offset = end;
  }
}

/** A failure at an offset into the text. */
export function failureAt(
  text: string,
  reason: XmlFailureReason,
  problem: string,
  offset: number,
): XmlFailure {
  return new XmlFailure(reason, problem, locate(text, offset));
}

function takenOver(text: string, said: string, { piece }: XmlSituation): string {
  if (text.startsWith('<?xml', piece)) return 'the XML declaration is not well-formed';
  return excerpt(said.replace(/\.$/, ''), 100);
}

function offsetOf(text: string, place: Place, { at, piece }: XmlSituation): number {
  switch (place) {
    case 'end':
      return at;
    case 'character':
      return at - 1;
    case 'text':
      return piece + Math.max(text.slice(piece, at).search(/[^ \t\r\n]/), 0);
    default:
      return text.lastIndexOf(place, at - 1);
  }
}

function illegalCharacter(found: string): string {
  if (found === '<') return 'a "<" within an attribute value must be written as "&lt;"';
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `the character U+${code} is not allowed in XML`;
}

function mismatch(_: string, found: string, { closed }: XmlSituation): string {
  return `the closing tag "${excerpt(found)}" does not match <${excerpt(closed.name)}> of line ${closed.line}`;
}

/** The name that the parser puts at the end of its sentence, without the namespace that it may put before. */
function nameIn(said: string): string {
  return excerpt(said.replace(/^[^:]*: (?:\{.*\})?"?/s, '').replace(/"?\.?$/, ''));
}
