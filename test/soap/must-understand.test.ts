import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, request, soap11, soap12 } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all, type Tree } from './tree.js';

let soap: SoapCaller;
beforeAll(async () => {
  soap = await startSoap();
});
afterAll(() => soap.app.close());

const https = (namespace: string) => namespace.replace('http:', 'https:');
const enroll = (header: string, envelopeNamespace: string) =>
  soap.call('owner', 'EnrollLearnersInCourses', enrolling(['safety'], ['anna']), {
    envelope: envelopeNamespace,
    header,
  });

/** The qualified names in the NotUnderstood headers of an answer. */
function notUnderstood(header: Tree | undefined): string[] {
  return (header ? all(header, 'NotUnderstood') : []).map((block) => {
    const [, prefix = '', local] = /^(?:([^:]+):)?([^:]+)$/.exec(block.attributes['qname'] ?? '') ?? [];
    return `{${prefix === 'xml' ? 'xml' : (block.prefixes[prefix] ?? '')}}${local}`;
  });
}

describe.each([soap11, https(soap11), soap12, https(soap12)])('%s', (of) => {
  const is12 = of.includes('2003');
  const actor = is12 ? 'role' : 'actor';
  const next = is12 ? `${soap12}/role/next` : 'http://schemas.xmlsoap.org/soap/actor/next';

  test.each([
    ['1', ''],
    ['true', ''],
    [' 1 ', ''],
    ['1', `e:${actor}=""`],
    ['1', `e:${actor}="${next}"`],
    ...(is12 ? [['true', `e:role="${soap12}/role/ultimateReceiver"`] as const] : []),
  ])('a header for us with mustUnderstand="%s" %s is the fault that SOAP prescribes', async (must, more) => {
    const header = `<w:Security xmlns:w="urn:wsse" e:mustUnderstand="${must}" ${more}><w:Token/></w:Security>`;
    const answer = await enroll(header, of);
    expect(answer).toMatchObject({ status: 500, envelope: of });
    expect(answer.fault).toMatchObject({ blame: 'MustUnderstand' });
    expect(answer.fault?.text).toMatch(/<Security> at line \d+, column \d+/);
    expect(notUnderstood(answer.header)).toEqual(is12 ? ['{urn:wsse}Security'] : []);
    expect(await soap.enrolled()).toEqual([]);
  });

  test.each([
    ['mustUnderstand="0"', 'e:mustUnderstand="0"'],
    ['mustUnderstand="false"', 'e:mustUnderstand="false"'],
    ['no mustUnderstand', ''],
    ['mustUnderstand of no namespace', 'mustUnderstand="1"'],
    ['mustUnderstand of another namespace', 'xmlns:o="urn:o" o:mustUnderstand="1"'],
    ['another actor', `e:mustUnderstand="1" e:${actor}="urn:somebody-else"`],
    ...(is12 ? [['the role none', `e:mustUnderstand="true" e:role="${soap12}/role/none"`] as const] : []),
  ])('a header with %s is ignored', async (_, attributes) => {
    const header = `<w:Security xmlns:w="urn:wsse" ${attributes}><w:Token e:mustUnderstand="1"/></w:Security>`;
    const answer = await enroll(header, of);
    expect(answer).toMatchObject({ status: 200, envelope: of, fault: undefined });
    const enrollmentId = await soap.enrollmentId('anna', 'safety');
    await soap.app.rest('owner', 'DELETE', `/v1/enrollments/${enrollmentId}`);
  });
});

describe('what is not understood is named in SOAP 1.2', () => {
  const must = 'e:mustUnderstand="true"';

  test('every header for us, in order, and none of the others', async () => {
    const header = `<a:A xmlns:a="urn:a" ${must}/><b:B xmlns:b="urn:b"/><c:C xmlns:c="urn:c" ${must}/><d:D xmlns:d="urn:d" ${must} e:role="urn:x"/>`;
    expect(notUnderstood((await enroll(header, soap12)).header)).toEqual(['{urn:a}A', '{urn:c}C']);
  });

  test('a header without a namespace, or in that of XML, is named without breaking the answer', async () => {
    const header = `<bare ${must}/><xml:odd ${must}/><é:ü xmlns:é="urn:&amp;&quot;&lt;" ${must}/>`;
    expect(notUnderstood((await enroll(header, soap12)).header)).toEqual([
      '{}bare',
      '{xml}odd',
      '{urn:&"<}ü',
    ]);
  });

  test('thousands of headers, or names of a megabyte, do not make a large answer', async () => {
    const many = `<a:A xmlns:a="urn:a" ${must}/>`.repeat(5_000);
    const long = `<a:A xmlns:a="urn:${'x'.repeat(500_000)}" ${must}/><b:${'y'.repeat(100_000)} xmlns:b="urn:b" ${must}/>`;
    for (const header of [many, long]) {
      const answer = await enroll(header, soap12);
      expect(answer.fault?.blame).toBe('MustUnderstand');
      expect(answer.text.length).toBeLessThan(50_000);
    }
  });
});

test('headers are judged before operation and credentials', async () => {
  const header = '<w:S xmlns:w="urn:w" e:mustUnderstand="1"/>';
  const answer = await soap.send(envelope(request('Nonsense', 'nobody', ''), { header }));
  expect(answer.fault?.blame).toBe('MustUnderstand');
});
