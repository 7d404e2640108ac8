import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { credentials, ids, service, soap11, soap12 } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';
import { all } from './tree.js';

let soap: SoapCaller;
let token: string;
beforeAll(async () => {
  soap = await startSoap();
  token = credentials(await soap.app.token('owner'));
});
afterAll(() => soap.app.close());

/** As the documentation prints it: the default namespace is that of the envelope, the filters stand in the Body. */
const documented = (beside: string, envelope = soap11, request = 'GetUsersRequest', inside = '') =>
  `<Envelope xmlns="${envelope}"><Body><${request} xmlns="${service}">${token}${inside}</${request}>${beside}</Body></Envelope>`;
const prefixed = (beside: string) =>
  `<soapenv:Envelope xmlns:soapenv="${soap11}" xmlns:soap="${service}"><soapenv:Header/><soapenv:Body>
    <soap:GetUsersRequest>${token.replaceAll(/<(\/?)/g, '<$1soap:')}</soap:GetUsersRequest>${beside}
  </soapenv:Body></soapenv:Envelope>`;

const users = async (body: string) => all((await soap.send(body)).payload, 'userProfile').length;

describe('GetUsers has its filters beside it', () => {
  test.each([
    ['in the namespace of the envelope', (filter: string) => documented(filter)],
    ['in SOAP 1.2', (filter: string) => documented(filter, soap12)],
    ['without a namespace', (filter: string) => documented(filter.replace('>', ' xmlns="">'))],
    ['with a prefix', (filter: string) => prefixed(filter.replaceAll(/<(\/?)/g, '<$1soap:'))],
  ])('%s', async (_, body) => {
    const inside = await soap.call('owner', 'GetUsers', '<departmentId>branch</departmentId>');
    const expected = all(inside.payload, 'userProfile').length;
    expect(expected).toBeGreaterThan(0);
    expect(await users(body('<departmentId>branch</departmentId>'))).toBe(expected);
    expect(await users(body('<departmentId>nowhere</departmentId>'))).toBe(0);
  });

  test('both of them, in any order; empty ones count as left out', async () => {
    const both = '<groupId>none</groupId><departmentId>branch</departmentId>';
    expect(await users(documented(both))).toBe(0);
    expect(await users(documented('<groupId/><departmentId/>'))).toBeGreaterThan(60);
  });

  test.each([
    ['the same filter inside and beside', '<groupId>a</groupId>', '<groupId>b</groupId>'],
    [
      'a department under both of its names',
      '<departmentId>a</departmentId><organizationId>b</organizationId>',
      '',
    ],
  ])('%s is refused', async (_, beside, inside) => {
    const { fault } = await soap.send(documented(beside, soap11, 'GetUsersRequest', inside));
    expect(fault?.text).toBe('Wrong parameters');
    expect(fault?.violations).toContainEqual(expect.objectContaining({ rule: 'repeated' }));
  });

  test.each([
    ['anything else', documented('<colour>red</colour>')],
    ['another request', documented(`<GetUsersRequest xmlns="${service}"/>`)],
    ['a filter of another namespace', documented('<groupId xmlns="urn:other">a</groupId>')],
    ['a filter beside another operation', documented('<groupId>a</groupId>', soap11, 'GetGroupsRequest')],
  ])('%s in the Body is refused, with its place', async (_, body) => {
    const { fault } = await soap.send(body);
    expect(fault?.message).toMatch(/more than one request at line 1, column \d+/);
  });
});

describe('samples that are not well-formed are refused, with the place', () => {
  const open = `<s:Envelope xmlns:s="${soap11}" xmlns:soap="${service}"><s:Body>\n`;

  test('a request that is closed in another case', async () => {
    const { fault } = await soap.send(
      `${open}<soap:ChangeUserStatusRequest>\n<soap:userId>a</soap:userId></soap:changeUserStatusRequest></s:Body></s:Envelope>`,
    );
    expect(fault).toMatchObject({ text: 'Wrong parameters', code: 'invalid' });
    expect(fault?.message).toMatch(/line 3, column \d+/);
  });

  test('an element that is closed with another prefix', async () => {
    const { fault } = await soap.send(
      `${open}<EnrollLearnersInCoursesRequest xmlns="${service}">\n${ids('courseIds', ['a'])}\n<duePeriod>10</soap:duePeriod></EnrollLearnersInCoursesRequest></s:Body></s:Envelope>`,
    );
    expect(fault).toMatchObject({ text: 'Wrong parameters', code: 'invalid' });
    expect(fault?.message).toMatch(/line 4, column \d+/);
  });
});
