import { describe, expect, test } from '@jest/globals';
import { decodeText } from '../../src/xml/decode-text.js';
import { readXml } from '../../src/xml/read-xml.js';
import { XmlFailure } from '../../src/xml/xml-failure.js';

const TEXT = '<a>é€😀</a>';
const LATIN = '<a>é\u0080ÿ</a>';
const declaring = (encoding: string, rest = TEXT) => `<?xml version="1.0" encoding="${encoding}"?>${rest}`;
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const marked = (mark: number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes]);
const UTF8 = [0xef, 0xbb, 0xbf];
const LE = [0xff, 0xfe];
const BE = [0xfe, 0xff];

function failure(bytes: Uint8Array, charset?: string): XmlFailure {
  try {
    decodeText(bytes, charset);
  } catch (error) {
    if (error instanceof XmlFailure) return error;
    throw error;
  }
  throw new Error('the bytes were accepted');
}

const accepted: [what: string, bytes: Buffer, charset: string | undefined, text: string][] = [
  ['UTF-8 where nothing says otherwise', utf8(TEXT), undefined, TEXT],
  ['UTF-8 with its mark', marked(UTF8, utf8(TEXT)), undefined, TEXT],
  ['UTF-8 by charset', utf8(TEXT), 'utf-8', TEXT],
  ['UTF-8 by charset in capitals, with blanks', utf8(TEXT), ' UTF-8 ', TEXT],
  ['UTF-8 by declaration', utf8(declaring('UTF-8')), undefined, declaring('UTF-8')],
  ['an empty charset as none', latin1(declaring('iso-8859-1', LATIN)), '', declaring('iso-8859-1', LATIN)],
  ['UTF-16LE by its mark', marked(LE, utf16le(TEXT)), undefined, TEXT],
  ['UTF-16BE by its mark', marked(BE, utf16be(TEXT)), undefined, TEXT],
  ['UTF-16LE by charset', utf16le(TEXT), 'utf-16le', TEXT],
  ['UTF-16BE by charset', utf16be(TEXT), 'UTF-16BE', TEXT],
  ['charset utf-16 with either mark', marked(LE, utf16le(TEXT)), 'utf-16', TEXT],
  ['charset utf-16 without a mark as LE where the second byte is zero', utf16le(TEXT), 'utf-16', TEXT],
  ['charset utf-16 without a mark as BE where the first byte is zero', utf16be(TEXT), 'utf-16', TEXT],
  ['charset utf-16 that tells nothing as BE', utf16be('é'), 'utf-16', 'é'],
  ['UTF-16LE by its first bytes', utf16le(declaring('utf-16')), undefined, declaring('utf-16')],
  ['UTF-16BE by its first bytes', utf16be(TEXT), undefined, TEXT],
  ['ISO-8859-1 by charset', latin1(LATIN), 'ISO-8859-1', LATIN],
  [
    'ISO-8859-1 by declaration',
    latin1(declaring('ISO-8859-1', LATIN)),
    undefined,
    declaring('ISO-8859-1', LATIN),
  ],
  [
    'a declaration in single quotes',
    latin1(`<?xml version='1.0' encoding = 'latin1'?>${LATIN}`),
    undefined,
    `<?xml version='1.0' encoding = 'latin1'?>${LATIN}`,
  ],
  ['US-ASCII', utf8('<a>x</a>'), 'us-ascii', '<a>x</a>'],
  ['the mark before the charset', marked(UTF8, utf8(TEXT)), 'iso-8859-1', TEXT],
  ['the mark before the declaration', marked(LE, utf16le(declaring('UTF-8'))), undefined, declaring('UTF-8')],
  ['the mark before an unknown charset', marked(UTF8, utf8(TEXT)), 'klingon', TEXT],
  ['the charset before the declaration', utf8(declaring('iso-8859-1')), 'utf-8', declaring('iso-8859-1')],
  ['the charset before an unknown declaration', utf8(declaring('klingon')), 'utf-8', declaring('klingon')],
  ['nothing', Buffer.alloc(0), undefined, ''],
  ['U+FFFD that is spelled out', utf8('<a>\uFFFD</a>'), undefined, '<a>\uFFFD</a>'],
];

const invalid: [
  what: string,
  bytes: Buffer,
  charset: string | undefined,
  offset: number,
  place: [number, number],
][] = [
  ['a stray byte in UTF-8', latin1('<a>\n\xff</a>'), undefined, 4, [2, 1]],
  [
    'ISO-8859-1 sent as UTF-8',
    Buffer.concat([utf8('<a>é€\uFFFD😀'), latin1('é</a>')]),
    undefined,
    15,
    [1, 9],
  ],
  ['a sequence cut short', utf8('<a>€').subarray(0, 5), undefined, 3, [1, 4]],
  ['an overlong sequence', latin1('<a>\xc0\xaf</a>'), undefined, 3, [1, 4]],
  ['a surrogate in UTF-8', latin1('<a>\xed\xa0\x80</a>'), undefined, 3, [1, 4]],
  ['the offset counts the mark', marked(UTF8, latin1('<a>\xff')), undefined, 6, [1, 4]],
  ['a lone surrogate in UTF-16', marked(LE, utf16le('<a>\uFFFD\uD800x')), undefined, 10, [1, 5]],
  ['half a code unit', marked(BE, Buffer.concat([utf16be('<a>'), Buffer.from([0])])), undefined, 8, [1, 4]],
  ['a byte above 127 in US-ASCII', utf8('<a>\né'), 'us-ascii', 4, [2, 1]],
];

describe('the encoding of a document', () => {
  test.each(accepted)('is taken: %s', (_, bytes, charset, text) => {
    expect(decodeText(bytes, charset)).toBe(text);
  });

  test.each(invalid)('is held to: %s', (_, bytes, charset, offset, [line, column]) => {
    const { reason, message, ...place } = failure(bytes, charset);
    expect(reason).toBe('encoding');
    expect(message).toContain(`the byte at offset ${offset} is not valid`);
    expect(place).toMatchObject({ line, column });
  });

  test.each([
    ['windows-1252', utf8(TEXT), 'windows-1252'],
    ['utf-7', utf8(declaring('utf-7')), undefined],
    ['utf-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), undefined],
    ['utf-32', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c]), 'utf-8'],
    ['__proto__', utf8(TEXT), '__proto__'],
  ])('is refused by its name when unknown: %s', (name, bytes, charset) => {
    expect(failure(bytes, charset)).toMatchObject({ reason: 'encoding', line: 1, column: 1 });
    expect(failure(bytes, charset).message).toContain(`"${name}"`);
  });

  test('is refused where UTF-16 is declared in bytes that are not', () => {
    expect(failure(utf8(declaring('utf-16'))).message).toContain('declares the encoding "utf-16"');
  });

  test('is known without windows-1252 being taken for ISO-8859-1', () => {
    expect(decodeText(Buffer.from([0x80, 0x9f]), 'iso-8859-1')).toBe('\u0080\u009F');
  });

  test('may be named otherwise in the declaration without the reading minding', async () => {
    const text = decodeText(marked(LE, utf16le(declaring('ISO-8859-1'))), 'us-ascii');
    expect((await readXml(text)).text).toBe('é€😀');
  });

  test('does not let a view of a larger buffer show what is around it', () => {
    const around = new Uint8Array(utf8(`<x/>${TEXT}<y/>`));
    expect(decodeText(around.subarray(4, around.length - 4), undefined)).toBe(TEXT);
  });
});
