import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readAnswer, type SoapAnswer } from '../soap/soap-answer.js';
import { textAt } from '../soap/tree.js';
import { type Listening, startListening } from './listening.js';

let listening: Listening;
beforeAll(async () => {
  listening = await startListening();
});
afterAll(() => listening.app.close());
beforeEach(() => listening.clear());

/** Sends bytes over a connection of its own, as a client of long ago would, and reads the answer. */
async function send(path: string, headers: readonly string[], body: string | Buffer): Promise<SoapAnswer> {
  const socket = connect(listening.port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const host = `Host: 127.0.0.1:${listening.port}`;
  socket.write([`POST ${path} HTTP/1.1`, host, 'Connection: close', length, ...headers, '', ''].join('\r\n'));
  socket.write(body);
  await once(socket, 'close');
  const answer = Buffer.concat(received)
    .toString('utf8')
    .replace(/^HTTP\/1\.1 100 .*\r\n\r\n/, '');
  const [head = '', text = ''] = answer.split(/\r\n\r\n(.*)/s);
  const [status = '', ...lines] = head.split('\r\n');
  const pairs = lines
    .map((line) => line.split(/: (.*)/s))
    .map(([name = '', value = '']) => [name.toLowerCase(), value]);
  return readAnswer({
    status: Number(status.split(' ')[1]),
    headers: Object.fromEntries(pairs),
    text,
    json: undefined,
  });
}

const address = '/api/v2/soap/2.0';
const soapEnv = 'http://schemas.xmlsoap.org/soap/envelope/';

describe("requests in the shape of the vendor's documentation", () => {
  const sample = (namespaces: string, accessDate = '2027-01-12 08:15:00', learner = 'anna') =>
    `<?xml version="1.0" encoding="utf-8"?>
<SOAP-ENV:Envelope ${namespaces}>
  <SOAP-ENV:Body>
      <EnrollLearnersInCoursesRequest>
        <credentials>
            <token>${listening.token}</token>
         </credentials>
         <courseIds>
            <id>privacy</id>
         </courseIds>
         <learnerIds>
            <id>${learner}</id>
         </learnerIds>
         <accessDate>${accessDate}</accessDate>
         <dueDateType>unlimited</dueDateType>
         <dueDate>2027-01-13</dueDate>
         <duePeriod>5</duePeriod>
      </EnrollLearnersInCoursesRequest>
 </SOAP-ENV:Body>
</SOAP-ENV:Envelope>`;
  const https =
    'xmlns:SOAP-ENV="https://schemas.xmlsoap.org/soap/envelope/"\n   xmlns="https://ispringlearn.com/go/services/api/soap"';
  const headers = ['Content-Type: text/xml; charset=utf-8', 'SOAPAction: "EnrollLearnersInCourses"'];

  test.each([
    ['https', https],
    ['http', https.replaceAll('https:', 'http:')],
  ])('the sample with all fields sent under unlimited, in its %s form', async (_, namespaces) => {
    const answer = await send(address, headers, sample(namespaces));
    expect(answer).toMatchObject({ status: 200, version: '1.1', payload: { name: 'SuccessResult' } });
    expect(namespaces).toContain(`"${answer.envelope}"`);
    expect(namespaces).toContain(`"${answer.service}"`);
    expect(await listening.enrolled()).toEqual(['anna in privacy']);
    const { json } = await listening.app.rest('owner', 'GET', '/v1/enrollments');
    expect(json.items[0]).toMatchObject({ accessAt: '2027-01-12T08:15:00+02:00', dueAt: null });
  });

  test('with CR LF at the ends of its lines and a bare SOAPAction', async () => {
    const body = sample(https).replaceAll('\n', '\r\n');
    const answer = await send(
      address,
      ['content-type: text/xml', 'soapaction: enrollLearnersInCourses'],
      body,
    );
    expect(answer.fault).toBeUndefined();
  });

  test('its misprint, a closing tag with a prefix, is refused with its place', async () => {
    const body = sample(https).replace('5</duePeriod>', '5</soap:duePeriod>');
    const { fault, status } = await send(address, headers, body);
    expect(status).toBe(500);
    expect(fault).toMatchObject({ blame: 'Client', text: 'Wrong parameters' });
    expect(fault?.message).toMatch(/<\/soap:duePeriod>.* at line 18, column 22$/);
    expect(await listening.enrolled()).toEqual([]);
  });

  test('with soapenv:, an empty soapenv:Header and soap: on every child, as other samples of it are', async () => {
    const child = (name: string, inner: string) => `<soap:${name}>${inner}</soap:${name}>`;
    const body = `<soapenv:Envelope xmlns:soapenv="${soapEnv}" xmlns:soap="http://ispringlearn.com/go/services/api/soap">
   <soapenv:Header/>
   <soapenv:Body>
      ${child(
        'EnrollLearnersInCoursesRequest',
        [
          child('credentials', child('token', listening.token)),
          child('courseIds', child('id', 'privacy') + child('id', 'safety')),
          child('learnerIds', child('id', 'Ελένη')),
          child('dueDateType', 'default'),
        ].join('\n'),
      )}
   </soapenv:Body>
</soapenv:Envelope>`;
    const answer = await send(address, headers, body);
    expect(answer).toMatchObject({ status: 200, service: 'http://ispringlearn.com/go/services/api/soap' });
    expect(await listening.enrolled()).toEqual(['Ελένη in privacy', 'Ελένη in safety']);
  });
});

describe('requests as toolkits of ten years ago send them', () => {
  const service = 'https://ispringlearn.com/go/services/api/soap';
  const content = () =>
    `<credentials><token>${listening.token}</token></credentials><courseIds><id>safety</id></courseIds><learnerIds><id>ben</id></learnerIds><dueDateType>unlimited</dueDateType>`;

  test.each([
    ['1.1', soapEnv, 'text/xml; charset=utf-8'],
    ['1.2', 'http://www.w3.org/2003/05/soap-envelope', 'application/soap+xml; charset=utf-8'],
  ])(
    'SOAP::Lite, SOAP %s: SOAPAction without quotes, encodingStyle, xsi:type on every value',
    async (version, of, contentType) => {
      const typed = content()
        .replaceAll(/<(token|id|dueDateType)>/g, '<$1 xsi:type="xsd:string">')
        .replace('<courseIds>', '<courseIds soapenc:arrayType="xsd:string[1]" xsi:type="soapenc:Array">');
      const body = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:soap="${of}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><EnrollLearnersInCoursesRequest xmlns="${service}">${typed}</EnrollLearnersInCoursesRequest></soap:Body></soap:Envelope>`;
      const headers = [
        'TE: deflate,gzip;q=0.3',
        'Accept: text/xml',
        'Accept: multipart/*',
        'Accept: application/soap',
        'User-Agent: SOAP::Lite/Perl/1.27',
        `Content-Type: ${contentType}`,
        `SOAPAction: ${service}#EnrollLearnersInCoursesRequest`,
      ];
      const answer = await send('/soap', headers, body);
      expect(answer).toMatchObject({ status: 200, version, payload: { name: 'SuccessResult' } });
      expect(await listening.enrolled()).toEqual(['ben in safety']);
    },
  );

  test('Axis: a default namespace on the request, xmlns="" on its children, headers of old', async () => {
    const children = content().replaceAll(
      /<(credentials|courseIds|learnerIds|dueDateType)>/g,
      '<$1 xmlns="">',
    );
    const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${soapEnv}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><EnrollLearnersInCoursesRequest xmlns="${service}">${children}</EnrollLearnersInCoursesRequest></soapenv:Body></soapenv:Envelope>`;
    const headers = [
      'Content-Type: text/xml; charset=utf-8',
      'Accept: application/soap+xml, application/dime, multipart/related, text/*',
      'User-Agent: Axis/1.4',
      'Cache-Control: no-cache',
      'Pragma: no-cache',
      'SOAPAction: ""',
    ];
    expect((await send('/soap', headers, body)).fault).toBeUndefined();
    expect(await listening.enrolled()).toEqual(['ben in safety']);
  });

  test('.NET: xsd and xsi declared on the envelope, Expect: 100-continue, nil for what is not set', async () => {
    const nil = '<accessDate xsi:nil="true" /><dueDate xsi:nil="true" /><duePeriod xsi:nil="true" />';
    const body = `\ufeff<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${soapEnv}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><EnrollLearnersInCoursesRequest xmlns="${service}">${content()}${nil}</EnrollLearnersInCoursesRequest></soap:Body></soap:Envelope>`;
    const headers = [
      'Content-Type: text/xml; charset=utf-8',
      'SOAPAction: "EnrollLearnersInCourses"',
      'Expect: 100-continue',
    ];
    expect((await send('/soap', headers, body)).fault).toBeUndefined();
    expect(await listening.enrolled()).toEqual(['ben in safety']);
  });

  test('a Perl script of ISO-8859-1 days, with its body packed', async () => {
    const body = `<?xml version="1.0" encoding="ISO-8859-1"?><Envelope xmlns="${soapEnv}"><Body><r:EnrollLearnersInCoursesRequest xmlns:r="${service}">${content()
      .replace('<credentials>', '<credentials xmlns="">')
      .replaceAll(
        /<(courseIds|learnerIds|dueDateType)>/g,
        '<$1 xmlns="">',
      )}</r:EnrollLearnersInCoursesRequest></Body></Envelope>`;
    const headers = ['Content-Type: text/xml', 'Content-Encoding: gzip'];
    const answer = await send('/soap', headers, gzipSync(Buffer.from(body, 'latin1')));
    expect(textAt(answer.payload, 'success')).toBe('true');
    expect(await listening.enrolled()).toEqual(['ben in safety']);
  });
});
