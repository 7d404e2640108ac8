import type { XmlElement } from './xml-element.js';
import type { XmlPosition } from './xml-position.js';

/**
 * Why a document was not read:
 * `malformed` - it is not well-formed XML 1.0 with namespaces;
 * `refused` - it is, but uses what this reader never accepts (DOCTYPE, processing instructions, XML 1.1);
 * `too_large` - it exceeds one of the limits;
 * `encoding` - its bytes are not in the encoding that they are said to be in, or that encoding is not known.
 */
export type XmlFailureReason = 'malformed' | 'refused' | 'too_large' | 'encoding';

/**
 * A document that was not read. The message says in plain words what is wrong and ends in
 * "at line L, column C", both from 1, the column in UTF-16 code units. It is one line without control
 * characters and holds at most some 100 characters of the document, so it may be logged and shown.
 */
export class XmlFailure extends Error {
  override readonly name = 'XmlFailure';
  readonly reason: XmlFailureReason;
  readonly line: number;
  readonly column: number;
  /** The document as far as it was read; undefined where that was not even the opening tag of its root. */
  begun: XmlElement | undefined;

  constructor(reason: XmlFailureReason, problem: string, position: XmlPosition) {
    super(`${problem}, at line ${position.line}, column ${position.column}`);
    this.reason = reason;
    this.line = position.line;
    this.column = position.column;
  }
}

/** A piece of a hostile document made fit for a message: cut after `length` code units, nothing invisible. */
export function excerpt(text: string, length = 40): string {
  const piece = text.slice(0, length).replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ');
  return text.length > length ? `${piece}…` : piece;
}
