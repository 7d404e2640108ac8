import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  credentials,
  enrolling,
  envelope,
  service,
  services,
  soap11,
  soap12,
  versions,
} from './envelopes.js';
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

/** Somebody who is not enrolled yet. */
function someone(): string {
  learners += 1;
  return `learner-${learners}`;
}

const forms = Object.keys(versions).flatMap((of) => [...services, ''].map((own) => ({ of, own })));

describe('every form of the envelope namespace goes with every form of the service namespace', () => {
  test.each(forms)('$of around "$own" enrolls, and is answered in the same form', async ({ of, own }) => {
    const learner = someone();
    const answer = await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['safety'], [learner]), {
      envelope: of,
      service: own,
    });
    expect(answer).toMatchObject({ status: 200, version: versions[of], envelope: of });
    expect(answer.payload).toMatchObject({ name: 'SuccessResult', namespace: own || service });
    expect(textAt(answer.payload, 'success')).toBe('true');
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });

  test.each(forms)('$of around "$own" is told a fault in the same form', async ({ of, own }) => {
    const content = enrolling(['no-such-course'], ['anna']);
    const answer = await soap.call('owner', 'EnrollLearnersInCourses', content, {
      envelope: of,
      service: own,
    });
    expect(answer).toMatchObject({ version: versions[of], envelope: of, service: own || service });
    expect(answer.fault).toMatchObject({ text: 'Wrong parameters', code: 'invalid' });
  });
});

describe('what is refused in the middle of the document is answered in the form that it began in', () => {
  const asked = Object.keys(versions).flatMap((of) => services.map((own) => ({ of, own })));
  const breaks: readonly ((body: string) => string)[] = [
    // a closing tag with a prefix
    (body) => body.replace('</dueDateType>', '</soap:dueDateType>'),
    // elements nested too deep
    (body) => body.replace('<dueDateType>', '<x>'.repeat(40)),
    // a second request
    (body) => body.replace('</e:Body>', '<GetEnrollmentsRequest/></e:Body>'),
    // text beside the request
    (body) => body.replace('</e:Body>', 'text</e:Body>'),
    // an unknown operation
    (body) => body.replaceAll('EnrollLearnersInCourses', 'EnrollEverybody'),
  ];

  test.each(asked)('$of around "$own"', async ({ of, own }) => {
    const request = `<EnrollLearnersInCoursesRequest>${enrolling(['safety'], ['anna'])}</EnrollLearnersInCoursesRequest>`;
    const right = envelope(request, { envelope: of, service: own });
    for (const change of breaks) {
      for (const contentType of ['text/xml; charset=utf-8', 'application/soap+xml; charset=utf-8']) {
        const answer = await soap.send(change(right), { 'content-type': contentType });
        expect(answer).toMatchObject({ version: versions[of], envelope: of, service: own });
        expect(answer.fault).toMatchObject({ text: 'Wrong parameters' });
      }
    }
  });

  test('where not even the envelope has begun, it is the version that its media type speaks of', async () => {
    const body = `<!DOCTYPE a>${envelope('<GetEnrollmentsRequest/>', { envelope: soap12 }).replace(/^.*\n/, '')}`;
    expect(await soap.send(body)).toMatchObject({ status: 500, version: '1.1', envelope: soap11 });
    const headers = { 'content-type': 'application/soap+xml' };
    expect(await soap.send(body, headers)).toMatchObject({ status: 400, version: '1.2', envelope: soap12 });
  });
});

describe('any prefix does', () => {
  const content = (prefix: string, learner: string) => {
    const name = (local: string) => (prefix === '' ? local : `${prefix}:${local}`);
    const element = (local: string, inner: string) => `<${name(local)}>${inner}</${name(local)}>`;
    return [
      element('credentials', element('token', token)),
      element('courseIds', element('id', 'safety')),
      element('learnerIds', element('id', learner)),
      element('dueDateType', 'unlimited'),
    ].join('');
  };
  const written = (outer: string, inner: string, learner: string) => {
    const o = outer === '' ? '' : `${outer}:`;
    const i = inner === '' ? '' : `${inner}:`;
    const declare = (prefix: string, namespace: string) =>
      prefix === '' ? `xmlns="${namespace}"` : `xmlns:${prefix}="${namespace}"`;
    return `<${o}Envelope ${declare(outer, soap11)}><${o}Body><${i}EnrollLearnersInCoursesRequest ${declare(inner, service)}>${content(inner, learner)}</${i}EnrollLearnersInCoursesRequest></${o}Body></${o}Envelope>`;
  };

  test.each([
    ['', ''],
    ['', 'tns'],
    ['soapenv', 'soap'],
    ['SOAP-ENV', ''],
    ['soap', 'soap'],
    ['S', 'ns2'],
    ['_', '_._-1'],
    ['XMLish', 'ns1'],
    ['конверт', 'послание'],
    ['xsi', 'xsd'],
    ['SOAP-ENV', 'ns1'],
  ])('"%s" for the envelope and "%s" for the service', async (outer, inner) => {
    const learner = someone();
    const answer = await soap.send(written(outer, inner, learner));
    expect(answer.payload.name).toBe('SuccessResult');
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });

  test('children without a namespace below a request with one', async () => {
    const learner = someone();
    const inner = content('', learner);
    const body = `<m:EnrollLearnersInCoursesRequest xmlns:m="${service}">${inner}</m:EnrollLearnersInCoursesRequest>`;
    const answer = await soap.send(`<e:Envelope xmlns:e="${soap12}"><e:Body>${body}</e:Body></e:Envelope>`);
    expect(answer).toMatchObject({ status: 200, service });
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });

  test('a request without a namespace around children that have one', async () => {
    const learner = someone();
    const body = `<EnrollLearnersInCoursesRequest xmlns:m="${service}">${content('m', learner)}</EnrollLearnersInCoursesRequest>`;
    const answer = await soap.send(`<e:Envelope xmlns:e="${soap11}"><e:Body>${body}</e:Body></e:Envelope>`);
    expect(answer).toMatchObject({ status: 200, service });
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });

  test('the https and the http form of the service side by side, declared where they are used', async () => {
    const learner = someone();
    const http = service.replace('https:', 'http:');
    const inner = [
      credentials(token).replace('<credentials', `<credentials xmlns="${service}"`),
      `<courseIds xmlns="${http}"><q:id xmlns:q="${service}">safety</q:id></courseIds>`,
      `<learnerIds><id xmlns="${http}">${learner}</id></learnerIds>`,
      `<x:dueDateType xmlns:x="https://new.webservice.namespace">unlimited</x:dueDateType>`,
    ].join('');
    const body = `<y:EnrollLearnersInCoursesRequest xmlns:y="${http}">${inner}</y:EnrollLearnersInCoursesRequest>`;
    const answer = await soap.send(`<e:Envelope xmlns:e="${soap11}"><e:Body>${body}</e:Body></e:Envelope>`);
    expect(answer).toMatchObject({ status: 200, service: http });
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });
});

describe('what is none of these namespaces is no request of this service', () => {
  test('a request in a foreign namespace is an unknown operation', async () => {
    const answer = await soap.call('owner', 'GetEnrollments', '', { service: 'urn:evil' });
    expect(answer.fault).toMatchObject({
      text: 'Wrong parameters',
      violations: [{ rule: 'unknown_operation' }],
    });
    expect(answer.service).toBe(service);
  });

  test('an element in a foreign namespace is unknown, whatever its name', async () => {
    const content = `<courseIds xmlns="urn:evil"><id>safety</id></courseIds>`;
    const answer = await soap.call('owner', 'GetEnrollments', content);
    expect(answer.fault).toMatchObject({ violations: [{ path: '/courseIds', rule: 'unknown_field' }] });
  });

  test('an envelope of another version is VersionMismatch, in the version that its media type speaks of', async () => {
    const body = envelope('<GetEnrollmentsRequest/>', {
      envelope: 'http://www.w3.org/2001/12/soap-envelope',
    });
    const answer = await soap.send(body);
    expect(answer).toMatchObject({ status: 500, version: '1.1', envelope: soap11 });
    expect(answer.fault).toMatchObject({ blame: 'VersionMismatch' });
    expect(answer.fault?.text).toMatch(/line 2, column 1$/);
    const newer = await soap.send(body, { 'content-type': 'application/soap+xml; charset=utf-8' });
    expect(newer).toMatchObject({ status: 500, version: '1.2', envelope: soap12 });
    expect(newer.fault).toMatchObject({ blame: 'VersionMismatch' });
  });

  test.each(['http://schemas.xmlsoap.org/soap/envelope', `${soap12}/`, soap11.toUpperCase(), ''])(
    'a namespace that only looks like one of SOAP is not taken for it: "%s"',
    async (of) => {
      const body = `<Envelope xmlns="${of}"><Body/></Envelope>`;
      expect((await soap.send(body)).fault?.blame).toBe('VersionMismatch');
    },
  );
});
