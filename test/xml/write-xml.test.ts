import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readXml } from '../../src/xml/read-xml.js';
import { writeXml, type XmlContent } from '../../src/xml/write-xml.js';
import type { XmlElement } from '../../src/xml/xml-element.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** What XML 1.0 can carry of a text. */
function carried(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const allowed =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 0x20 && code < 0xd800) ||
        (code > 0xdfff && code < 0xfffe) ||
        code > 0xffff;
      return allowed ? character : '\uFFFD';
    })
    .join('');
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.string({
    unit: fc.constantFrom(
      ']',
      '>',
      '&',
      '<',
      '"',
      "'",
      '\r',
      '\n',
      '\t',
      ' ',
      '\u0000',
      '\uD800',
      '\uDC00',
      '\uFFFF',
      '😀',
      ';',
      '#',
    ),
  }),
);

const tree = fc.letrec<{ content: XmlContent }>((tie) => ({
  content: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyText,
    fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'p:c', 'constructor', '__proto__', 'item'),
        tie('content'),
        fc.dictionary(fc.constantFrom('x', 'y', 'p:z', '__proto__'), anyText),
      ),
      { maxLength: 6 },
    ),
  ),
})).content;

function expectSame(element: XmlElement, content: XmlContent): void {
  const held = typeof content === 'string' ? [] : content;
  expect(element.text).toBe(typeof content === 'string' ? carried(content) : '');
  expect(element.children.map(({ name }) => name)).toEqual(held.map(([name]) => name.replace('p:', '')));
  held.forEach(([, inner, attributes], i) => {
    const read = element.children[i];
    if (read === undefined) throw new Error('an element is missing');
    expect(read.attributes.map(({ name, value }) => [name, value])).toEqual(
      Object.entries(attributes ?? {}).map(([name, value]) => [name.replace('p:', ''), carried(value)]),
    );
    expectSame(read, inner);
  });
}

describe('a document that is written', () => {
  test('begins with its declaration and has no blanks of its own', () => {
    const text = writeXml([
      's:a',
      [
        ['b', 'x'],
        ['c', [['d', '']]],
        ['e', []],
      ],
      { 'xmlns:s': 'urn:s' },
    ]);
    expect(text).toBe(`${DECLARATION}<s:a xmlns:s="urn:s"><b>x</b><c><d/></c><e/></s:a>`);
  });

  test('keeps the order of repeated and different elements', () => {
    expect(
      writeXml([
        'r',
        [
          ['a', '1'],
          ['b', '2'],
          ['a', '3'],
          ['a', '4'],
          ['b', '5'],
        ],
      ]),
    ).toBe(`${DECLARATION}<r><a>1</a><b>2</b><a>3</a><a>4</a><b>5</b></r>`);
  });

  test('lets no text break out of its element, nor a value out of its attribute', () => {
    expect(writeXml(['a', `</a><b c="d">&amp;]]>'`, { e: `"'<>&\t\n\r` }])).toBe(
      `${DECLARATION}<a e="&quot;&apos;&lt;&gt;&amp;&#9;&#10;&#13;">&lt;/a&gt;&lt;b c="d"&gt;&amp;amp;]]&gt;'</a>`,
    );
  });

  test('shows characters that XML cannot carry as U+FFFD', () => {
    expect(writeXml(['a', 'x\u0000\u001F\uFFFE\uD800y\uDC00😀\u007F\u0085', { b: '\u0001\uDBFF' }])).toBe(
      `${DECLARATION}<a b="\uFFFD\uFFFD">x\uFFFD\uFFFD\uFFFD\uFFFDy\uFFFD😀\u007F\u0085</a>`,
    );
  });

  test.each(['', 'a b', 'a>', '1', 'a:b:c', ':a', '?xml', '!--', '#text', ':@', 'é', 'a\n'])(
    'is not made with %j for a name',
    (name) => {
      expect(() => writeXml([name, ''])).toThrow(TypeError);
      expect(() => writeXml(['a', '', { [name]: '' }])).toThrow(TypeError);
    },
  );

  test('is read back as it was, whatever the strings', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (content) => {
        expectSame(await readXml(writeXml(['root', content, { 'xmlns:p': 'urn:p' }])), content);
      }),
      { numRuns: 500 },
    );
  });

  test('is not made beyond 100 levels', () => {
    const nest = (levels: number): XmlContent => (levels === 0 ? '' : [['a', nest(levels - 1)]]);
    expect(writeXml(['root', nest(99)])).toContain('<a/>');
    expect(() => writeXml(['root', nest(100)])).toThrow('nested');
  });

  test('may hold 10,000 rows', async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, i) =>
        [
          'row',
          [
            ['id', `${i}`],
            ['name', 'A & B'],
          ],
        ] as const,
    );
    const began = performance.now();
    const text = writeXml(['rows', rows]);
    expect(performance.now() - began).toBeLessThan(2_000);
    const root = await readXml(text);
    expect(root.children.map((row) => row.children[0]?.text)).toEqual(rows.map((_, i) => `${i}`));
  });
});
