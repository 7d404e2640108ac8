import { describe, expect, test } from '@jest/globals';
import { readXml } from '../../src/xml/read-xml.js';
import { DEFAULT_XML_LIMITS, type XmlLimits } from '../../src/xml/xml-limits.js';
import { failureOf } from './failure-of.js';

const small: XmlLimits = { size: 400, depth: 3, elements: 5, attributes: 3, textLength: 20 };

const atLimit: [what: string, accepted: string, refused: string, words: string][] = [
  ['depth', '<a><b><c/></b></a>', '<a><b><c><d/></c></b></a>', 'nested deeper than 3'],
  ['elements', `<a>${'<b/>'.repeat(4)}</a>`, `<a>${'<b/>'.repeat(5)}</a>`, 'more than 5 elements'],
  ['attributes', '<a xmlns="u" b="" c=""/>', '<a xmlns="u" b="" c="" d=""/>', 'more than 3 attributes'],
  ['text', `<a>${'x'.repeat(20)}</a>`, `<a>${'x'.repeat(21)}</a>`, 'longer than 20'],
  [
    'text in pieces',
    `<a>${'x'.repeat(10)}<b/>${'x'.repeat(10)}</a>`,
    `<a>${'x'.repeat(10)}<b/>${'x'.repeat(11)}</a>`,
    'longer than 20',
  ],
  ['CDATA', '<a><![CDATA[xxxxxxxx]]></a>', '<a><![CDATA[xxxxxxxxx]]></a>', 'longer than 20'],
  ['an attribute', `<a b="${'x'.repeat(13)}"/>`, `<a b="${'x'.repeat(14)}"/>`, 'longer than 20'],
  ['a tag', `<${'a'.repeat(17)}/>`, `<${'a'.repeat(18)}/>`, 'longer than 20'],
  ['a comment', '<a><!--567890123--></a>', `<a><!-- ${'-a'.repeat(20)} --></a>`, 'longer than 20'],
  ['blanks before the root', `${' '.repeat(16)}<a/>`, `${' '.repeat(17)}<a/>`, 'longer than 20'],
];

describe('limits', () => {
  test.each(atLimit)(
    '%s: what is exactly at the limit is read, one more is too large',
    async (_, ok, over, words) => {
      for (const slice of [undefined, 1, 5]) {
        await expect(readXml(ok, small, slice)).resolves.toBeDefined();
        const failure = await failureOf(readXml(over, small, slice));
        expect(failure.reason).toBe('too_large');
        expect(failure.message).toContain(words);
      }
    },
  );

  test('the size of the document', async () => {
    const limits = { ...small, textLength: 400 };
    await expect(readXml(`<a>${'x'.repeat(393)}</a>`, limits)).resolves.toBeDefined();
    const failure = await failureOf(readXml(`<a>${'x'.repeat(394)}</a>`, limits));
    expect(failure).toMatchObject({ reason: 'too_large', line: 1, column: 1 });
  });

  test('without saying so 32 levels, 400,000 elements, 32 attributes, 1 Mi of text and 16 Mi in all', () => {
    expect(DEFAULT_XML_LIMITS).toEqual({
      size: 16_777_216,
      depth: 32,
      elements: 400_000,
      attributes: 32,
      textLength: 1_048_576,
    });
  });

  test.each([33, 1_000, 100_000])('%d nested elements cost no more than the first 33', async (depth) => {
    const began = performance.now();
    const failure = await failureOf(readXml(`<a xmlns:p="urn:p">${'<p:b>'.repeat(depth)}`));
    expect(failure).toMatchObject({ reason: 'too_large', line: 1, column: 20 + 5 * 31 });
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('a million attributes cost no more than the first 33', async () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, i) => `a${i}=""`).join(' ');
    const began = performance.now();
    const failure = await failureOf(readXml(`<a ${attributes}/>`));
    expect(failure).toMatchObject({ reason: 'too_large', line: 1, column: 1 });
    expect(performance.now() - began).toBeLessThan(500);
  });

  const endless: [string, string][] = [
    ['text', '<a>'.padEnd(15_000_000, 'x')],
    ['references', `<a>${'&lt;'.repeat(4_000_000)}`],
    ['a comment of hyphens', `<!--${'-x'.repeat(7_000_000)}`],
    ['CDATA of brackets', `<a><![CDATA[${']x'.repeat(7_000_000)}`],
    ['comments begun in CDATA', `<a><![CDATA[${'<!--'.repeat(3_500_000)}`],
    ['comments begun in a DTD', `<!DOCTYPE a ["${'<!--'.repeat(3_500_000)}`],
    ['references begun', `<a>${'&a'.repeat(7_000_000)}`],
    ['a name', '<'.padEnd(15_000_000, 'x')],
    ['an attribute', '<a b="'.padEnd(15_000_000, 'x')],
    ['an entity', '<a>&#'.padEnd(15_000_000, '1')],
  ];
  test.each(endless)('15 million characters of %s are refused after the first million', async (_, text) => {
    const began = performance.now();
    const failure = await failureOf(readXml(text));
    expect(['too_large', 'malformed', 'refused']).toContain(failure.reason);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
