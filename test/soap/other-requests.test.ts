import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, request, soap11, soap12 } from './envelopes.js';
import { readAnswer, type SoapAnswer } from './soap-answer.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
let right: string;
beforeAll(async () => {
  soap = await startSoap();
  const token = await soap.app.token('owner');
  right = envelope(request('EnrollLearnersInCourses', token, enrolling(['safety'], ['anna'])));
});
afterAll(() => soap.app.close());

type Method = 'GET' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'POST';
const addresses = ['/soap', '/api/v2/soap/2.0', '/index.php/api/v2/soap/2.0'];

async function ask(
  method: Method,
  url: string,
  payload?: string | Buffer,
  contentType?: string,
): Promise<SoapAnswer> {
  const {
    statusCode: status,
    headers,
    payload: text,
  } = await soap.app.server.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    headers: contentType === undefined ? {} : { 'content-type': contentType },
  });
  return readAnswer({ status, headers, text, json: undefined });
}

describe('anything but POST is answered with a fault, in XML', () => {
  test.each(
    addresses.flatMap((url) =>
      (['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).map((method) => [method, url] as const),
    ),
  )('%s %s', async (method, url) => {
    const answer = await ask(method, url, method === 'GET' ? undefined : right, 'text/xml');
    expect(answer).toMatchObject({ status: 405, version: '1.1', envelope: soap11 });
    expect(answer.headers['allow']).toBe('POST');
    expect(answer.fault).toMatchObject({ blame: 'Client', text: 'Wrong parameters', code: 'invalid' });
    expect(answer.fault?.message).toContain('?wsdl');
    expect(await soap.enrolled()).toEqual([]);
  });

  test.each(['/soap?', '/soap?x=wsdl', '/soap?wsdls', '/soap/?q'])('GET %s asks for no WSDL', async (url) => {
    expect((await ask('GET', url)).status).toBe(405);
  });

  test('HEAD and TRACE get no page either', async () => {
    const head = await soap.app.server.inject({ method: 'HEAD', url: '/soap' });
    expect(head.statusCode).toBe(405);
    expect(head.headers['content-type']).toMatch(/xml/);
    const trace = await soap.app.server.inject({ method: 'TRACE' as 'GET', url: '/soap' });
    expect(trace.statusCode).toBe(405);
    expect(trace.headers['content-type']).toMatch(/xml/);
  });
});

describe('a POST of something else is answered with a fault, in XML', () => {
  test.each([
    ['application/json', '{"courseIds":["safety"]}'],
    ['application/x-www-form-urlencoded', 'a=1'],
    ['text/plain', 'hello'],
    ['text/html', '<html/>'],
    ['multipart/related; type="application/xop+xml"; boundary=x', '--x--'],
    ['application/xop+xml', '<x/>'],
    ['text/xml-external-parsed-entity', '<x/>'],
    ['application/octet-stream', '\u0000\u0001'],
    ['nonsense', 'x'],
    ['text/xml, text/html', '<x/>'],
  ])('as %s: the media types that are taken are named', async (contentType, body) => {
    for (const payload of [body, right]) {
      const answer = await ask('POST', '/soap', payload, contentType);
      expect(answer).toMatchObject({ status: 500, version: '1.1' });
      expect(answer.fault).toMatchObject({ text: 'Wrong parameters', violations: [{ rule: 'media_type' }] });
      expect(answer.fault?.message).toMatch(/text\/xml.*application\/soap\+xml/);
    }
    expect(await soap.enrolled()).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['JSON', '{"a":1}'],
    ['a form', 'client_id=1&client_secret=2'],
    ['HTML', '<!DOCTYPE html><html><body>hi</body></html>'],
    ['a comment', '<!-- hi -->'],
    ['an XML declaration', '<?xml version="1.0"?>'],
    ['a mark', '\ufeff'],
    ['binary', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe, 0x00])],
    [
      'a fault',
      `<e:Envelope xmlns:e="${soap11}"><e:Body><e:Fault><faultcode>e:Client</faultcode></e:Fault></e:Body></e:Envelope>`,
    ],
  ])('as XML that is %s', async (_, body) => {
    const plain = await ask('POST', '/soap', body, 'text/xml; charset=utf-8');
    expect(plain).toMatchObject({ status: 500, version: '1.1' });
    expect(plain.fault).toMatchObject({ blame: 'Client', text: 'Wrong parameters', code: 'invalid' });
    expect(plain.fault?.message).toMatch(/line \d+, column \d+/);
    const newer = await ask('POST', '/soap', body, 'application/soap+xml; charset=utf-8');
    expect(newer.fault).toMatchObject({ text: 'Wrong parameters' });
    if (!body.includes('Envelope')) {
      expect(newer).toMatchObject({ status: 400, version: '1.2', envelope: soap12 });
    }
  });

  test('without any body or content type', async () => {
    expect((await ask('POST', '/soap')).fault).toMatchObject({ text: 'Wrong parameters' });
  });
});
