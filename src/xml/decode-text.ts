import { isAscii } from 'node:buffer';
import { excerpt, XmlFailure } from './xml-failure.js';
import { locate } from './xml-position.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'us-ascii';

const LABELS: ReadonlyMap<string, Encoding | 'utf-16'> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['utf-16', 'utf-16'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['iso-8859-1', 'iso-8859-1'],
  ['iso_8859-1', 'iso-8859-1'],
  ['iso8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['us-ascii', 'us-ascii'],
  ['ascii', 'us-ascii'],
]);

/** As far into a document as its XML declaration is looked for, in bytes. */
const DECLARATION_LENGTH = 512;

const DECLARED = /^<\?xml[ \t\r\n][^>]*?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/;

/**
 * The text of an XML document, without its byte order mark. Its encoding is told by the byte order mark,
 * else by `charset` (the parameter of the HTTP content type, bare, in any case; undefined or empty where
 * there is none), else by two bytes that can only be a `<` in UTF-16, else by the XML declaration, else it
 * is UTF-8 (RFC 7303, 3; XML 1.0, appendix F). What a less trusted source says is not even looked at.
 *
 * UTF-8, UTF-16 (`utf-16` without a mark: by which byte of the first pair is zero, else big-endian, RFC 2781,
 * 4.3), ISO-8859-1 (the true one, not windows-1252) and US-ASCII are known.
 *
 * @throws XmlFailure `encoding`: an encoding that is not known, by its name; bytes that are not valid in the
 * encoding, by the offset of the first of them from 0. Nothing is ever replaced by U+FFFD.
 */
export function decodeText(body: Uint8Array, charset: string | undefined): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) return decode(bytes, mark.length, mark.encoding);
  if (charset !== undefined && charset.trim() !== '') return decode(bytes, 0, known(charset, bytes));
  return decode(bytes, 0, declared(bytes));
}

function byteOrderMark(bytes: Buffer): { encoding: Encoding; length: number } | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (first === 0xff && second === 0xfe) {
    // In UTF-16 these would be a U+0000 at the beginning, which XML forbids.
    if (third === 0 && fourth === 0) throw unknown('utf-32');
    return { encoding: 'utf-16le', length: 2 };
  }
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) throw unknown('utf-32');
  return undefined;
}

function known(label: string, bytes: Buffer): Encoding {
  const encoding = LABELS.get(label.trim().toLowerCase());
  if (encoding === undefined) throw unknown(label);
  if (encoding !== 'utf-16') return encoding;
  return bytes[0] !== 0 && bytes[1] === 0 ? 'utf-16le' : 'utf-16be';
}

function declared(bytes: Buffer): Encoding {
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  if (bytes[0] !== 0x3c || bytes[1] !== 0x3f) return 'utf-8';
  const found = DECLARED.exec(bytes.toString('latin1', 0, DECLARATION_LENGTH));
  const label = found?.[1] ?? found?.[2];
  if (label === undefined) return 'utf-8';
  const encoding = known(label, bytes);
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return encoding;
  const problem = `the document declares the encoding "${excerpt(label)}" but is not written in it`;
  throw new XmlFailure('encoding', problem, { line: 1, column: 1 });
}

function decode(bytes: Buffer, from: number, encoding: Encoding): string {
  if (encoding === 'iso-8859-1') return bytes.toString('latin1', from);
  if (encoding === 'us-ascii') {
    if (isAscii(bytes)) return bytes.toString('latin1');
    const offset = bytes.findIndex((byte) => byte > 0x7f);
    throw invalid(encoding, offset, bytes.toString('latin1'), offset);
  }
  const content = from === 0 ? bytes : bytes.subarray(from);
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw firstInvalid(content, from, encoding);
  }
}

/** Where a lenient decoder first put a U+FFFD that the bytes do not spell themselves. */
function firstInvalid(bytes: Buffer, from: number, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): XmlFailure {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const spelled = Buffer.from(encoding === 'utf-8' ? [0xef, 0xbf, 0xbd] : [0xfd, 0xff]);
  if (encoding === 'utf-16be') spelled.reverse();
  let offset = 0;
  let index = 0;
  for (;;) {
    const next = text.indexOf('\uFFFD', index);
    if (next === -1) return invalid(encoding, from + bytes.length, text, text.length);
    offset += Buffer.byteLength(text.slice(index, next), encoding === 'utf-8' ? 'utf8' : 'utf16le');
    if (!bytes.subarray(offset, offset + spelled.length).equals(spelled)) {
      return invalid(encoding, from + offset, text, next);
    }
    offset += spelled.length;
    index = next + 1;
  }
}

function invalid(encoding: Encoding, offset: number, text: string, index: number): XmlFailure {
  const problem = `the byte at offset ${offset} is not valid ${encoding.toUpperCase()}`;
  return new XmlFailure('encoding', problem, locate(text, index));
}

function unknown(label: string): XmlFailure {
  const problem = `the encoding "${excerpt(label)}" is not supported: send UTF-8`;
  return new XmlFailure('encoding', problem, { line: 1, column: 1 });
}
