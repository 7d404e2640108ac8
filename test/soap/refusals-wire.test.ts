import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, request, service, soap11, soap12 } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
let right: string;
beforeAll(async () => {
  soap = await startSoap();
  const content = enrolling(
    ['safety'],
    ['anna'],
    '<dueDateType>unlimited</dueDateType><duePeriod>10</duePeriod>',
  );
  right = envelope(request('EnrollLearnersInCourses', await soap.app.token('owner'), content), {
    header: '',
  });
});
afterAll(() => soap.app.close());
afterEach(async () => {
  expect(await soap.enrolled()).toEqual([]);
});

/** The place that a message names, `line:column`. */
function placeIn(message: string | undefined): string | undefined {
  const [, line, column] = /line (\d+), column (\d+)/.exec(message ?? '') ?? [];
  return line && `${line}:${column}`;
}

/** Where `part` stands in a document. */
function placeOf(body: string, part: string): string {
  const before = body.slice(0, body.indexOf(part)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

const versionsOfSoap = [
  { of: soap11, contentType: 'text/xml', status: 500, blame: 'Client' },
  { of: soap12, contentType: 'application/soap+xml', status: 400, blame: 'Sender' },
];

describe.each(versionsOfSoap)(
  'refused before anything else happens ($contentType)',
  ({ of, contentType, status, blame }) => {
    /** Changes the right document, and is refused with words that match. */
    async function isRefused(change: (body: string) => string, words: RegExp, at?: string): Promise<void> {
      const body = change(right.replace(soap11, of));
      const answer = await soap.send(body, { 'content-type': `${contentType}; charset=utf-8` });
      expect(answer).toMatchObject({ status, envelope: of });
      expect(answer.fault).toMatchObject({ blame, text: 'Wrong parameters', code: 'invalid' });
      expect(answer.fault?.violations).toHaveLength(1);
      expect(answer.fault?.message).toMatch(words);
      const place = placeIn(answer.fault?.message);
      expect(place).toBeDefined();
      if (at !== undefined) expect(place).toBe(placeOf(body, at));
    }
    const put = (before: string, what: string) => (body: string) => body.replace(before, `${what}${before}`);

    test("the mismatched closing tag of the vendor's own sample", async () => {
      await isRefused(
        (body) => body.replace('</duePeriod>', '</soap:duePeriod>'),
        /closing tag "<\/soap:duePeriod>" does not match <duePeriod>/,
        '</soap:duePeriod>',
      );
    });

    test.each<[string, (body: string) => string, RegExp, string?]>([
      ['a tag that is not closed', (body) => body.replace('</courseIds>', ''), /does not match/],
      ['a document that ends early', (body) => body.slice(0, -20), /ends before/],
      ['a second root', (body) => `${body}<more/>`, /second root/, '<more/>'],
      ['text after the root', (body) => `${body}\nmore`, /text outside the root/, 'more'],
      ['text before the root', (body) => `more${body}`, /text outside the root|declaration/],
      ['a bare ampersand', put('<dueDateType>', '<x>a & b</x>'), /&amp;/, '& b'],
      [
        'an entity that is not defined',
        put('<dueDateType>', '<x>&nbsp;</x>'),
        /"&nbsp;" is not defined/,
        '&nbsp;',
      ],
      ['an attribute given twice', put('<dueDateType>', '<x a="1" a="2"/>'), /"a" is given twice/, '<x a='],
      ['an attribute without quotes', put('<dueDateType>', '<x a=1/>'), /./],
      ['a "<" in an attribute', put('<dueDateType>', '<x a="<"/>'), /&lt;/],
      ['a DOCTYPE', put('<e:Envelope', '<!DOCTYPE e:Envelope>'), /DOCTYPE/, '<!DOCTYPE'],
      [
        'a DOCTYPE with an entity',
        put('<e:Envelope', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        /DOCTYPE/,
        '<!DOCTYPE',
      ],
      [
        'a processing instruction',
        put('<dueDateType>', '<?php echo 1 ?>'),
        /processing instruction/,
        '<?php',
      ],
      [
        'a style sheet instruction',
        put('<e:Envelope', '<?xml-stylesheet href="x"?>'),
        /processing instruction/,
      ],
      ['XML 1.1', (body) => body.replace('version="1.0"', 'version="1.1"'), /only XML 1.0/],
      [
        'an undeclared prefix',
        (body) => body.replaceAll('dueDateType', 'soap:dueDateType'),
        /prefix "soap" is not declared/,
        '<soap:dueDateType',
      ],
      [
        'an undeclared prefix of an attribute',
        put('<dueDateType>', '<x y:a="1"/>'),
        /prefix "y" is not declared/,
      ],
      ['a control character', put('<dueDateType>', '<x>\u0001</x>'), /U\+0001 is not allowed/, '\u0001'],
      [
        'a reference to a control character',
        put('<dueDateType>', '<x>&#2;</x>'),
        /"&#2;" refers to no character/,
        '&#2;',
      ],
      ['a NUL', put('<dueDateType>', '\u0000'), /U\+0000/, '\u0000'],
      ['U+FFFF', put('<dueDateType>', '<x>\uffff</x>'), /U\+FFFF/],
      [
        'two children of the Body',
        put('</e:Body>', '<GetEnrollmentsRequest/>'),
        /more than one request/,
        '<GetEnrollmentsRequest/>',
      ],
      [
        'two Bodies',
        put('</e:Envelope>', '<e:Body><x/></e:Body>'),
        /more than one Header and one Body/,
        '<e:Body><x/>',
      ],
      ['two Headers', put('<e:Body>', '<e:Header/>'), /more than one Header and one Body/, '<e:Header/>'],
      [
        'something beside the Body',
        put('</e:Envelope>', '<x/>'),
        /more than one Header and one Body/,
        '<x/>',
      ],
      [
        'an empty Body',
        (body) => body.replace(/<e:Body>.*<\/e:Body>/s, '<e:Body/>'),
        /Body is empty/,
        '<e:Body/>',
      ],
      ['no Body', (body) => body.replace(/<e:Body>.*<\/e:Body>/s, ''), /has no Body/, '<e:Envelope'],
      ['a Body of no namespace', (body) => body.replaceAll('e:Body', 'Body'), /has no Body/],
      ['text beside the request', put('</e:Body>', 'text'), /text between its elements/],
      [
        'an unknown operation',
        (body) => body.replaceAll('EnrollLearnersInCoursesRequest', 'DropAllTablesRequest'),
        /<DropAllTablesRequest>/,
      ],
      [
        'an operation in another case',
        (body) => body.replaceAll('EnrollLearnersInCourses', 'enrollLearnersInCourses'),
        /<enrollLearnersInCoursesRequest>/,
      ],
      [
        'the name of an operation instead of its request',
        (body) => body.replaceAll('EnrollLearnersInCoursesRequest', 'EnrollLearnersInCourses'),
        /<EnrollLearnersInCourses>/,
      ],
      [
        'a prototype as an operation',
        (body) => body.replaceAll('EnrollLearnersInCoursesRequest', '__proto__'),
        /<__proto__>/,
      ],
      [
        'a reply as an operation',
        (body) => body.replaceAll('EnrollLearnersInCoursesRequest', 'SuccessResult'),
        /<SuccessResult>/,
      ],
    ])('%s', async (_, change, words, ...at) => {
      // Not a fourth parameter: where a row has none, jest would pass its own callback.
      await isRefused(change, words, at[0]);
    });

    test('a document that is no envelope, in the version of its media type', async () => {
      await isRefused(() => '<html><body>Hello</body></html>', /not a SOAP envelope/, '<html>');
      await isRefused(() => `\n\n <methodCall xmlns="${service}"/>`, /not a SOAP envelope/, '<methodCall');
    });

    test('the first fault in the document is the one that is told', async () => {
      await isRefused(
        (body) => body.replace('</duePeriod>', '</x>').replace('</e:Body>', '&nope;</e:Body>'),
        /duePeriod/,
      );
    });
  },
);

describe('limits', () => {
  const nested = (levels: number) => `${'<x>'.repeat(levels)}${'</x>'.repeat(levels)}`;
  test.each<[string, (body: string) => string, RegExp]>([
    ['deep', (body) => body.replace('</e:Body>', `${nested(31)}</e:Body>`), /nested deeper than 32 levels/],
    [
      'very deep',
      (body) => body.replace('</e:Body>', `${nested(100_000)}</e:Body>`),
      /nested deeper than 32 levels/,
    ],
    [
      'wide',
      (body) => body.replace('<dueDateType>', `${'<x/>'.repeat(400_000)}<dueDateType>`),
      /more than 400000 elements/,
    ],
    [
      'many attributes',
      (body) =>
        body.replace(
          '<dueDateType>',
          `<x ${Array.from({ length: 33 }, (_, i) => `a${i}=""`).join(' ')}/><dueDateType>`,
        ),
      /more than 32 attributes/,
    ],
    [
      'one long text',
      (body) => body.replace('unlimited', 'u'.repeat(1024 * 1024 + 1)),
      /longer than 1048576 characters/,
    ],
    ['long in all', (body) => body.padEnd(16 * 1024 * 1024 + 1), /larger than 16777216 bytes/],
  ])('a document that is too %s is too_large, and told the limit', async (_, change, words) => {
    const { fault } = await soap.send(change(right));
    expect(fault).toMatchObject({ text: 'Wrong parameters', code: 'too_large' });
    expect(fault?.message).toMatch(words);
    if (!/bytes/.test(fault?.message ?? '')) expect(placeIn(fault?.message)).toBeDefined();
    expect(fault?.violations).toMatchObject([{ path: '', message: fault?.message }]);
  });

  test.each([
    ['learnerIds', 10_001, /learnerIds has 10001 entries; at most 10000/],
    ['courseIds', 1_001, /courseIds has 1001 entries; at most 1000/],
  ])('%s beyond its limit names the limit and the list', async (list, count, words) => {
    const more = '<id>x</id>'.repeat(count - 1);
    const { fault } = await soap.send(right.replace(`</${list}>`, `${more}</${list}>`));
    expect(fault).toMatchObject({
      text: 'Wrong parameters',
      code: 'too_large',
      violations: [{ path: `/${list}` }],
    });
    expect(fault?.message).toMatch(words);
  });

  test('an operator who lets more learners in than elements are usual lets them in over SOAP too', async () => {
    const roomy = await startSoap({ environment: { LIMIT_LEARNERS: '410000' } });
    const content = `<learnerIds>${'<id>x</id>'.repeat(405_000)}</learnerIds>`;
    const { fault } = await roomy.call(null, 'GetEnrollments', content);
    await roomy.app.close();
    expect(fault?.code).toBe('unauthenticated');
  });

  test('more pairs than one request may have', async () => {
    const body = right
      .replace('</learnerIds>', `${'<id>x</id>'.repeat(9_999)}</learnerIds>`)
      .replace('</courseIds>', `${'<id>y</id>'.repeat(20)}</courseIds>`);
    const { fault } = await soap.send(body);
    expect(fault).toMatchObject({ text: 'Wrong parameters', code: 'too_large' });
    expect(fault?.message).toMatch(/210000 pairs; at most 200000/);
  });
});
