import { describe, expect, test } from '@jest/globals';
import { readXml } from '../../src/xml/read-xml.js';
import { XmlFailure, type XmlFailureReason } from '../../src/xml/xml-failure.js';
import { failureOf } from './failure-of.js';

type Row = [
  what: string,
  text: string,
  reason: XmlFailureReason,
  words: string,
  line: number,
  column: number,
];

const nested = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
const billionLaughs = `<!DOCTYPE a [<!ENTITY l0 "lol">${nested}]><a>&l9;</a>`;
const quadratic = `<!DOCTYPE a [<!ENTITY x "${'y'.repeat(9000)}">]><a>${'&x;'.repeat(900)}</a>`;

const table: Row[] = [
  ['a closing tag of another name', '<a></b>', 'malformed', 'closing tag "</b>" does not match <a>', 1, 4],
  ['elements that overlap', '<a><b></a></b>', 'malformed', '"</a>" does not match <b> of line 1', 1, 7],
  ['an element never closed', '<a>\n<b>', 'malformed', 'ends before <b> of line 2 is closed', 2, 4],
  ['a closing tag too many', '<a/></a>', 'malformed', 'the closing tag "</a>" closes nothing', 1, 5],
  ['a closing tag without a name', '<a></>', 'malformed', 'a closing tag without a name', 1, 4],
  ['two roots', '<a/>\n<b/>', 'malformed', 'a second root element', 2, 1],
  ['text after the root', '<a/>\n x', 'malformed', 'text outside the root', 2, 2],
  ['text before the root', 'x<a/>', 'malformed', 'text outside the root', 1, 1],
  ['CDATA after the root', '<a/><![CDATA[x]]>', 'malformed', 'text outside the root', 1, 5],
  ['a reference after the root', '<a/>&#32;', 'malformed', 'text outside the root', 1, 5],
  ['an empty document', '', 'malformed', 'ends before its root', 1, 1],
  ['a document of blanks', ' \r\n ', 'malformed', 'ends before its root', 2, 2],
  ['a comment alone', '<!-- x -->', 'malformed', 'ends before its root', 1, 11],
  ['an end within a tag', '<a b', 'malformed', 'ends within a tag', 1, 5],
  ['an end within a comment', '<a><!-- x', 'malformed', 'does not end', 1, 4],
  ['an end within CDATA', '<a><![CDATA[x]]', 'malformed', 'does not end', 1, 4],
  ['an attribute given twice', '<a>\n<b c="1" c="2"/></a>', 'malformed', '"c" is given twice', 2, 1],
  [
    'an attribute twice by two prefixes',
    '<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>',
    'malformed',
    '"b" is given',
    1,
    1,
  ],
  ['an unquoted attribute', '<a b=1/>', 'malformed', 'unquoted attribute value', 1, 6],
  ['an attribute without a value', '<a b/>', 'malformed', 'disallowed character in attribute name', 1, 5],
  [
    'attributes without a blank between',
    '<a b="1"c="2"/>',
    'malformed',
    'no whitespace between attributes',
    1,
    9,
  ],
  ['a < in an attribute', '<a b="x<y"/>', 'malformed', 'must be written as "&lt;"', 1, 8],
  ['an undefined entity', '<a>x&nope;</a>', 'malformed', 'the entity "&nope;" is not defined', 1, 5],
  ['a bare & in text', '<a>R&D</a>', 'malformed', 'must be written as "&amp;"', 1, 5],
  [
    'a bare & with a ; much later',
    '<a>\nR & D</a><!-- ; -->',
    'malformed',
    'must be written as "&amp;"',
    2,
    3,
  ],
  ['a bare & after a comment', '<a><!-- & -->R & D</a>', 'malformed', 'must be written as "&amp;"', 1, 16],
  ['a bare & in an attribute', '<a b="1" c="x & y"/>', 'malformed', 'must be written as "&amp;"', 1, 15],
  ['an undeclared prefix of an element', '<a>\n <p:b/></a>', 'malformed', 'prefix "p" is not declared', 2, 2],
  ['an undeclared prefix of an attribute', '<a p:b=""/>', 'malformed', 'prefix "p" is not declared', 1, 1],
  [
    'a prefix of a sibling',
    '<a><b xmlns:p="u"/><p:c/></a>',
    'malformed',
    'prefix "p" is not declared',
    1,
    20,
  ],
  ['a prefix named like a property', '<toString:a/>', 'malformed', 'prefix "toString" is not declared', 1, 1],
  ['a prefix undeclared again', '<a xmlns:p="u"><b xmlns:p=""/></a>', 'malformed', 'undefine prefix', 1, 28],
  ['two colons in a name', '<a:b:c xmlns:a="u"/>', 'malformed', 'at most one prefix', 1, 1],
  ['a digit after a prefix', '<a xmlns:p="u"><p:1/></a>', 'malformed', 'cannot follow a prefix', 1, 16],
  ['a name that begins with a digit', '<1/>', 'malformed', 'disallowed character in tag name', 1, 2],
  ['a raw control character', '<a>\u0001</a>', 'malformed', 'the character U+0001', 1, 4],
  ['a raw NUL', '<a>\u0000</a>', 'malformed', 'the character U+0000', 1, 4],
  ['a control character in an attribute', '<a b="\u001b"/>', 'malformed', 'the character U+001B', 1, 7],
  ['a control character by reference', '<a>&#1;</a>', 'malformed', '"&#1;" refers to no character', 1, 4],
  ['a surrogate by reference', '<a>&#xD800;</a>', 'malformed', '"&#xD800;" refers to no character', 1, 4],
  ['a character beyond Unicode', '<a>&#x110000;</a>', 'malformed', 'refers to no character', 1, 4],
  ['a lone high surrogate', '<a>\uD800<b/></a>', 'malformed', 'half of a surrogate pair', 1, 4],
  ['a lone low surrogate', '<a>\uDC00</a>', 'malformed', 'half of a surrogate pair', 1, 4],
  ['a noncharacter', '<a>\uFFFE</a>', 'malformed', 'the character U+FFFE', 1, 4],
  ['a comment with --', '<a><!-- x -- y --></a>', 'malformed', '"--" within a comment', 1, 11],
  ['a ]]> in text', '<a>x]]></a>', 'malformed', '"]]>" in text', 1, 5],
  ['an unknown declaration', '<a><!ELEMENT b></a>', 'malformed', 'neither a comment nor a CDATA', 1, 4],
  [
    'a declaration after a blank line',
    '\n<?xml version="1.0"?><a/>',
    'malformed',
    'not at the very beginning',
    2,
    1,
  ],
  [
    'a declaration without a version',
    '<?xml encoding="UTF-8"?><a/>',
    'malformed',
    'declaration is not well-formed',
    1,
    15,
  ],
  ['XML 1.1', '<?xml version="1.1"?><a/>', 'refused', 'XML 1.1 is not accepted', 1, 1],
  ['a processing instruction', '<a>\n<?php x?></a>', 'refused', 'processing instruction', 2, 1],
  [
    'a style sheet before the root',
    '<?xml-stylesheet href="x"?><a/>',
    'refused',
    'processing instruction',
    1,
    1,
  ],
  ['a processing instruction after the root', '<a/><?x?>', 'refused', 'processing instruction', 1, 5],
  ['a bare DOCTYPE', '<?xml version="1.0"?>\n<!DOCTYPE a><a/>', 'refused', 'DOCTYPE', 2, 1],
  ['a DOCTYPE behind a comment', '<!-- <a> --><!DOCTYPE a><a/>', 'refused', 'DOCTYPE', 1, 13],
  ['an internal entity', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'refused', 'DOCTYPE', 1, 1],
  ['an external DTD', '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>', 'refused', 'DOCTYPE', 1, 1],
  [
    'an external entity',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    'refused',
    'DOCTYPE',
    1,
    1,
  ],
  [
    'a parameter entity',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]><a/>',
    'refused',
    'DOCTYPE',
    1,
    1,
  ],
  ['a DOCTYPE that does not end', '<!DOCTYPE a [', 'refused', 'DOCTYPE', 1, 1],
  ['a DOCTYPE after the root', '<a/><!DOCTYPE a>', 'refused', 'DOCTYPE', 1, 5],
  ['a billion laughs', billionLaughs, 'refused', 'DOCTYPE', 1, 1],
  ['a quadratic blow-up', quadratic, 'refused', 'DOCTYPE', 1, 1],
];

describe('a document that is not well-formed, or uses what is never accepted', () => {
  test.each(table)(
    '%s is refused, in words and with its place',
    async (_, text, reason, words, line, column) => {
      for (const slice of [undefined, 1, 7]) {
        const failure = await failureOf(readXml(text, undefined, slice));
        expect(failure.message).toContain(words);
        expect(failure).toMatchObject({ reason, line, column });
        expect(failure.message.endsWith(`, at line ${line}, column ${column}`)).toBe(true);
      }
    },
  );

  test('the sample of a vendor with a prefix on the closing tag only is refused at that tag', async () => {
    const text = [
      '<soapenv:Envelope xmlns:soapenv="urn:e" xmlns:soap="urn:s">',
      '  <soapenv:Body>',
      '    <soap:dueDateType>due_period</soap:dueDateType>',
      '    <duePeriod>10</soap:duePeriod>',
      '  </soapenv:Body>',
      '</soapenv:Envelope>',
    ].join('\r\n');
    const failure = await failureOf(readXml(text));
    expect(failure.message).toBe(
      'the closing tag "</soap:duePeriod>" does not match <duePeriod> of line 4, at line 4, column 18',
    );
    expect(failure).toMatchObject({ reason: 'malformed', line: 4, column: 18 });
  });

  test('nothing after the first fault is looked at', async () => {
    const failure = await failureOf(readXml('<a>&first;&second;\u0001</b>'));
    expect(failure.message).toContain('&first;');
  });

  test('a message shows little of the document and no control characters', async () => {
    const long = 'n'.repeat(10_000);
    const hostile = [
      `<${long}></${long}x>`,
      `<${long}>`,
      `<a>&${long.slice(0, 50)};</a>`,
      `<a ${long}="" ${long}=""/>`,
      `<${long}:a/>`,
      `<a:${long}:b/>`,
      `<a xmlns:p="&#10;\u0085\u2028\u202E" xmlns:q="&#10;\u0085\u2028\u202E" p:b="" q:b=""/>`,
      `</${long}>`,
      `<?xml version="1.${'1'.repeat(1000)}"?><a/>`,
    ];
    for (const text of hostile) {
      const { message } = await failureOf(readXml(text));
      expect(message.length).toBeLessThan(220);
      expect(message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\t\n\r]/u);
    }
  });

  test('a failure is an XmlFailure by name', async () => {
    const failure = await failureOf(readXml('<a>'));
    expect(failure).toBeInstanceOf(XmlFailure);
    expect(failure.name).toBe('XmlFailure');
  });
});
