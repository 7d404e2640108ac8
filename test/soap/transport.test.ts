import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, request, soap11, soap12 } from './envelopes.js';
import { readAnswer } from './soap-answer.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { textAt } from './tree.js';

let soap: SoapCaller;
let token: string;
let learners = 0;
beforeAll(async () => {
  soap = await startSoap();
  token = await soap.app.token('owner');
});
afterAll(() => soap.app.close());

/** Sends an enrollment of somebody new, and finds them enrolled. */
async function enrolls(
  headers: Readonly<Record<string, string>>,
  of: string = soap11,
  change: (body: string) => string = (body) => body,
): Promise<void> {
  learners += 1;
  const learner = `learner-${learners}`;
  const content = enrolling(['safety'], [learner]);
  const body = change(envelope(request('EnrollLearnersInCourses', token, content), { envelope: of }));
  const answer = await soap.send(body, headers);
  expect(answer.fault).toBeUndefined();
  expect(textAt(answer.payload, 'success')).toBe('true');
  expect(answer.version).toBe(of === soap12 ? '1.2' : '1.1');
  expect(await soap.enrolled()).toContain(`${learner} in safety`);
}

describe('the Body decides what is asked, SOAPAction and action never do', () => {
  test.each([
    ['quoted', '"EnrollLearnersInCourses"'],
    ['bare', 'EnrollLearnersInCourses'],
    ['with a lower-case beginning, as vendor samples have it', '"enrollLearnersInCourses"'],
    ['in single quotes', "'EnrollLearnersInCourses'"],
    ['empty', ''],
    ['empty in quotes', '""'],
    ['a URI', '"https://ispringlearn.com/go/services/api/soap#EnrollLearnersInCourses"'],
    ['of another operation', '"Unenroll"'],
    ['of nothing known', '"urn:nothing"'],
    ['a single quote mark', '"'],
  ])('SOAPAction %s', async (_, action) => {
    await enrolls({ soapaction: action });
    await enrolls({ soapaction: action }, soap12);
  });

  test('SOAPAction missing', async () => {
    await enrolls({});
  });

  test.each([
    'application/soap+xml; charset=utf-8; action="EnrollLearnersInCourses"',
    'application/soap+xml; action=EnrollLearnersInCourses',
    'application/soap+xml;action="";charset=utf-8',
    'application/soap+xml; action="https://x.example/a;charset=utf-16"; charset=utf-8',
    'application/soap+xml; action="a \\" charset=utf-16"; charset=utf-8',
    'application/soap+xml; charset=utf-8; action=urn:a/b#c',
    'application/soap+xml; action="Unenroll"',
    'application/soap+xml',
  ])('SOAP 1.2 as %s', async (contentType) => {
    await enrolls({ 'content-type': contentType }, soap12);
  });

  test('SOAPAction beside a SOAP 1.2 message, as SOAP::Lite and gSOAP send it', async () => {
    await enrolls({ 'content-type': 'application/soap+xml; charset=utf-8', soapaction: 'Enroll' }, soap12);
  });
});

describe('content types', () => {
  test.each([
    'text/xml',
    'text/xml; charset=utf-8',
    'text/xml; charset="utf-8"',
    'text/xml;charset=UTF-8',
    'Text/XML; Charset=UTF-8',
    'application/xml',
    'application/xml; charset=utf-8',
    'text/xml ; charset=utf-8 ; q=1',
    'text/xml; charset=',
    'text/xml;',
  ])('%s is read', async (contentType) => {
    await enrolls({ 'content-type': contentType });
  });

  test('the version is that of the envelope, whatever the content type says', async () => {
    await enrolls({ 'content-type': 'application/soap+xml; charset=utf-8' }, soap11);
    await enrolls({ 'content-type': 'text/xml; charset=utf-8' }, soap12);
  });

  test('a body without a content type is read', async () => {
    const content = enrolling(['safety'], ['anna']);
    const answer = await soap.app.server.inject({
      method: 'POST',
      url: '/soap',
      payload: Buffer.from(envelope(request('EnrollLearnersInCourses', token, content))),
    });
    expect(answer.statusCode).toBe(200);
    expect(await soap.enrolled()).toContain('anna in safety');
  });
});

describe('envelopes as toolkits write them', () => {
  test.each(['<e:Header/>', '<e:Header></e:Header>', '<e:Header>\n  \n</e:Header>'])(
    'an empty header: %j',
    async (header) => {
      await enrolls({}, soap11, (body) => body.replace('<e:Body>', `${header}<e:Body>`));
      await enrolls({}, soap12, (body) => body.replace('<e:Body>', `${header}<e:Body>`));
    },
  );

  test.each(['e:Envelope', 'e:Body', 'EnrollLearnersInCoursesRequest'])(
    'encodingStyle on %s is ignored',
    async (element) => {
      const style = 'e:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"';
      for (const version of [soap11, soap12]) {
        await enrolls({}, version, (body) => body.replace(new RegExp(`<${element}`), `<${element} ${style}`));
      }
    },
  );

  test('headers of others, attributes of others and declarations of unused namespaces are ignored', async () => {
    const header =
      '<e:Header><w:Security xmlns:w="urn:w"><w:Token>x</w:Token></w:Security><a:To xmlns:a="urn:a" e:mustUnderstand="0"/></e:Header>';
    await enrolls({}, soap11, (body) =>
      body
        .replace('<e:Body>', `${header}<e:Body xmlns:u="urn:u" u:Id="body" id="b">`)
        .replace('<e:Envelope', '<e:Envelope xmlns:xsd="http://www.w3.org/2001/XMLSchema"'),
    );
  });

  test('comments, CDATA, references and blanks anywhere between elements', async () => {
    await enrolls({}, soap11, (body) =>
      body
        .replaceAll('<', '\n  <!-- a < b --><')
        .replaceAll(/<!-- a < b --><(\/|\?)/g, '<$1')
        .replace(/^\s+/, '')
        .replace('>safety', '><![CDATA[saf]]>&#101;&#x74;y')
        .replaceAll(/>([^<\s]+)\s+</g, '>$1<'),
    );
  });
});

describe('addresses', () => {
  test.each(['/soap', '/soap/', '/api/v2/soap/2.0', '/api/v2/soap/2.0/', '/soap?wsdl', '/soap?x=1'])(
    'POST %s is answered',
    async (url) => {
      const answer = await soap.app.server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'text/xml' },
        payload: envelope(request('GetEnrollments', token, '')),
      });
      const { statusCode: status, headers, payload: text } = answer;
      expect(readAnswer({ status, headers, text, json: undefined }).payload.name).toBe(
        'GetEnrollmentsResult',
      );
    },
  );
});
