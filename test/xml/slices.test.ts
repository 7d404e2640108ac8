import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readXml } from '../../src/xml/read-xml.js';

const sample = `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- é — 😀 --><é:a xmlns:é="urn:é" b='😀 &amp; \r\n'>\r
x]]😀<![CDATA[]]😀]]]]><b\r\n\tc="1"\r/>\r\r\n&#x1F600;&lt;ü😀😀</é:a >\r\n<!-- - -->\r`;

describe('slices', () => {
  test('a document is read the same however it is cut, pairs of surrogates and CR LF included', async () => {
    const whole = await readXml(sample);
    for (let slice = 1; slice <= sample.length; slice++) {
      expect(await readXml(sample, undefined, slice)).toEqual(whole);
    }
  });

  test('any document is read the same however it is cut', async () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<c d="1 &#10;"/>',
      'x',
      ' ',
      '\r',
      '\n',
      '😀',
      'é',
      '&amp;',
      ']',
      '>',
      '<!---->',
      '<![CDATA[',
      ']]>',
      '\uFFFD',
      '<p:é xmlns:p="u"/>',
      '&',
      '<',
      '"',
    );
    const documents = fc.array(piece, { maxLength: 30 }).map((pieces) => `<a>${pieces.join('')}</a>`);
    const result = (text: string, slice?: number) =>
      readXml(text, undefined, slice).catch(({ reason, message }) => ({ reason, message }));
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 1, max: 12 }), async (text, slice) => {
        expect(await result(text, slice)).toEqual(await result(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('other work goes on while 10 MB are read', async () => {
    const text = `<a>${'<id>8363b098-e031-11e9-89cf-0a580af40b0f</id>'.repeat(222_000)}</a>`;
    expect(text.length).toBeGreaterThan(9_900_000);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const root = await readXml(text);
    clearInterval(timer);
    expect(root.children).toHaveLength(222_000);
    expect(ticks).toBeGreaterThan(20);
  });
});
