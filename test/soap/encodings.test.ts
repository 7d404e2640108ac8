import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, request } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
let token: string;
beforeAll(async () => {
  soap = await startSoap();
  token = await soap.app.token('owner');
});
afterAll(() => soap.app.close());

const learnersOfAllScripts = ['Zoë', 'Ελένη', '王芳', '𝒵-astral'];
const pairs = learnersOfAllScripts.map((learner) => `${learner} in Überblick`).sort();

function document(learners: readonly string[], declaration: string): string {
  const content = enrolling(['Überblick'], learners);
  const body = envelope(request('EnrollLearnersInCourses', token, content));
  return body.replace(/^<\?xml[^>]*\?>\n/, declaration);
}

const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const littleEndian = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => littleEndian(text).swap16();
const marked = (mark: readonly number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes]);

/** Takes everybody out again. */
async function clear(): Promise<void> {
  const { json } = await soap.app.rest('owner', 'GET', '/v1/enrollments?limit=1000');
  const enrollmentIds = json.items.map((item: { id: string }) => item.id);
  if (enrollmentIds.length > 0) {
    await soap.app.rest('owner', 'POST', '/v1/enrollments/unenroll', { enrollmentIds });
  }
}

describe('every script survives every encoding that can write it', () => {
  test.each<[string, () => Buffer, string]>([
    ['UTF-8, declared', () => utf8(document(learnersOfAllScripts, declared('UTF-8'))), 'text/xml'],
    ['UTF-8, of nothing', () => utf8(document(learnersOfAllScripts, '')), 'text/xml'],
    [
      'UTF-8, by its mark',
      () => marked([0xef, 0xbb, 0xbf], utf8(document(learnersOfAllScripts, ''))),
      'text/xml',
    ],
    [
      'UTF-8 in upper case in quotes by HTTP',
      () => utf8(document(learnersOfAllScripts, '')),
      'text/xml; charset="UTF-8"',
    ],
    [
      'UTF-16LE, by its mark',
      () => marked([0xff, 0xfe], littleEndian(document(learnersOfAllScripts, declared('UTF-16')))),
      'text/xml',
    ],
    [
      'UTF-16BE, by its mark',
      () => marked([0xfe, 0xff], bigEndian(document(learnersOfAllScripts, declared('UTF-16')))),
      'text/xml; charset=utf-16',
    ],
    [
      'UTF-16LE, by HTTP',
      () => littleEndian(document(learnersOfAllScripts, '')),
      'text/xml; charset=utf-16le',
    ],
    ['UTF-16BE, by HTTP', () => bigEndian(document(learnersOfAllScripts, '')), 'text/xml; charset=UTF-16'],
    [
      'UTF-16LE, by its first two bytes',
      () => littleEndian(document(learnersOfAllScripts, declared('utf-16'))),
      'text/xml',
    ],
    ['UTF-16BE, by its first two bytes', () => bigEndian(document(learnersOfAllScripts, '')), 'text/xml'],
    [
      'US-ASCII with references',
      () =>
        latin1(
          document(learnersOfAllScripts, declared('US-ASCII')).replace(
            /[^\0-\x7f]/gu,
            (letter) => `&#x${letter.codePointAt(0)?.toString(16)};`,
          ),
        ),
      'text/xml',
    ],
  ])('%s', async (_, bytes, contentType) => {
    await clear();
    const answer = await soap.send(bytes(), { 'content-type': contentType });
    expect(answer.fault).toBeUndefined();
    expect(await soap.enrolled()).toEqual(pairs);
  });

  test.each<[string, () => Buffer, string]>([
    ['declared', () => latin1(document(['Zoë'], declared('ISO-8859-1'))), 'text/xml'],
    [
      'declared in single quotes',
      () => latin1(document(['Zoë'], "<?xml version='1.0' encoding='iso-8859-1'?>")),
      'text/xml',
    ],
    ['by HTTP', () => latin1(document(['Zoë'], '')), 'text/xml; charset=iso-8859-1'],
    [
      'by HTTP, in SOAP 1.2',
      () => latin1(document(['Zoë'], '')),
      'application/soap+xml; charset=ISO-8859-1; action="x"',
    ],
  ])('ISO-8859-1, %s', async (_, bytes, contentType) => {
    await clear();
    const answer = await soap.send(bytes(), { 'content-type': contentType });
    expect(answer.fault).toBeUndefined();
    expect(await soap.enrolled()).toEqual(['Zoë in Überblick']);
  });
});

describe('where sources disagree: the mark, else HTTP, else the declaration, else UTF-8', () => {
  test.each<[string, () => Buffer, string]>([
    [
      'the mark of UTF-8 over both',
      () => marked([0xef, 0xbb, 0xbf], utf8(document(['Zoë'], declared('ISO-8859-1')))),
      'text/xml; charset=iso-8859-1',
    ],
    [
      'the mark of UTF-16 over both',
      () => marked([0xff, 0xfe], littleEndian(document(['Zoë'], declared('UTF-8')))),
      'text/xml; charset=utf-8',
    ],
    [
      'HTTP over the declaration',
      () => latin1(document(['Zoë'], declared('UTF-8'))),
      'text/xml; charset=iso-8859-1',
    ],
    [
      'HTTP over the declaration, the other way round',
      () => utf8(document(['Zoë'], declared('ISO-8859-1'))),
      'text/xml; charset=utf-8',
    ],
  ])('%s', async (_, bytes, contentType) => {
    await clear();
    expect((await soap.send(bytes(), { 'content-type': contentType })).fault).toBeUndefined();
    expect(await soap.enrolled()).toEqual(['Zoë in Überblick']);
  });
});

describe('bytes that are not what they are said to be are refused, never replaced', () => {
  test.each<[string, () => Buffer, string, RegExp]>([
    [
      'ISO-8859-1 said to be UTF-8',
      () => latin1(document(['Zoë'], '')),
      'text/xml',
      /not valid UTF-8.* line \d+, column \d+/,
    ],
    [
      'UTF-8 said to be US-ASCII',
      () => utf8(document(['Zoë'], '')),
      'text/xml; charset=us-ascii',
      /not valid US-ASCII/,
    ],
    [
      'half a UTF-16 character',
      () => littleEndian(document(['Zoë'], '')).subarray(0, -1),
      'text/xml',
      /not valid UTF-16LE/,
    ],
    [
      'UTF-8 that declares UTF-16',
      () => utf8(document(['Zoë'], declared('UTF-16'))),
      'text/xml',
      /declares the encoding "UTF-16"/,
    ],
    [
      'an encoding that is not known, by HTTP',
      () => utf8(document(['Zoë'], '')),
      'text/xml; charset=windows-1252',
      /"windows-1252" is not supported/,
    ],
    [
      'an encoding that is not known, declared',
      () => utf8(document(['Zoë'], declared('Shift_JIS'))),
      'text/xml',
      /"Shift_JIS" is not supported/,
    ],
    ['UTF-32', () => marked([0xff, 0xfe, 0, 0], utf8('')), 'text/xml', /"utf-32" is not supported/],
    [
      'a lone surrogate',
      () => littleEndian(document(['Zo\ud800'], '')),
      'text/xml',
      /not valid UTF-16LE|surrogate/,
    ],
  ])('%s', async (_, bytes, contentType, words) => {
    await clear();
    const answer = await soap.send(bytes(), { 'content-type': contentType });
    expect(answer.fault).toMatchObject({ text: 'Wrong parameters', code: 'invalid' });
    expect(answer.fault?.message).toMatch(words);
    expect(await soap.enrolled()).toEqual([]);
  });

  test('a name is compared by code point: what only looks alike is unknown', async () => {
    const decomposed = 'Zoë'.normalize('NFD');
    const answer = await soap.send(document([decomposed], declared('UTF-8')));
    expect(answer.fault).toMatchObject({
      code: 'invalid',
      violations: [{ path: '/learnerIds/0', rule: 'unknown' }],
    });
    expect(answer.fault?.message).toContain(decomposed);
  });
});
