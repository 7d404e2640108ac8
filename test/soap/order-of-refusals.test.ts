import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, request, soap11, soap12 } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
let owner: string;
let branchAdmin: string;
beforeAll(async () => {
  soap = await startSoap();
  owner = await soap.app.token('owner');
  branchAdmin = await soap.app.token('branch-admin');
});
afterAll(() => soap.app.close());

/**
 * One request that breaks a rule of every kind from one on: wire, operation, credentials, fields, permission, state.
 * The first kind in this order is the one that is told.
 */
const kinds = ['wire', 'operation', 'credentials', 'fields', 'permission', 'state', 'nothing'] as const;

function broken(from: (typeof kinds)[number], of: string): string {
  const isBroken = (kind: (typeof kinds)[number]) => kinds.indexOf(kind) >= kinds.indexOf(from);
  const operation = isBroken('operation') ? 'TeachLearners' : 'EnrollLearnersInCourses';
  const right = isBroken('permission') ? branchAdmin : owner;
  const token = isBroken('credentials') ? 'nobody' : right;
  // Carla is out of the reach of the branch's administrator; the course is archived.
  const learner = isBroken('permission') ? 'carla' : 'anna';
  const course = isBroken('state') ? 'old' : 'safety';
  const terms = isBroken('fields')
    ? '<dueDateType>never</dueDateType>'
    : '<dueDateType>unlimited</dueDateType>';
  const body = envelope(request(operation, token, enrolling([course], [learner], terms)), { envelope: of });
  return isBroken('wire') ? body.replace('</e:Body>', '</e:Bodi>') : body;
}

describe.each([soap11, soap12])('wire, operation, credentials, fields, permission, state (%s)', (of) => {
  test.each([
    ['wire', { code: 'invalid', text: 'Wrong parameters', violations: [{ rule: 'xml' }] }],
    ['operation', { code: 'invalid', text: 'Wrong parameters', violations: [{ rule: 'unknown_operation' }] }],
    ['credentials', { code: 'unauthenticated', text: 'Authorization failed', violations: [] }],
    ['fields', { code: 'invalid', text: 'Wrong parameters', violations: [{ path: '/dueDateType' }] }],
    [
      'permission',
      {
        code: 'forbidden',
        text: 'Permission denied',
        violations: [{ path: '/learnerIds/0', rule: 'out_of_reach' }],
      },
    ],
    [
      'state',
      {
        code: 'conflict',
        text: 'Wrong parameters',
        violations: [{ path: '/courseIds/0', rule: 'archived' }],
      },
    ],
  ] as const)('where everything from %s on is wrong, that is told', async (from, expected) => {
    const contentType = of === soap12 ? 'application/soap+xml' : 'text/xml';
    const { fault } = await soap.send(broken(from, of), { 'content-type': contentType });
    expect(fault).toMatchObject(expected);
    expect(await soap.enrolled()).toEqual([]);
  });
});

test('where nothing is wrong, it is done', async () => {
  expect((await soap.send(broken('nothing', soap11))).fault).toBeUndefined();
  expect(await soap.enrolled()).toEqual(['anna in safety']);
});

test('who may not do it at all is told so before any name is looked up', async () => {
  const content = enrolling(['no-such-course'], ['no-such-learner']);
  const { fault } = await soap.call('anna', 'EnrollLearnersInCourses', content);
  expect(fault).toMatchObject({ code: 'forbidden', text: 'Permission denied', violations: [] });
});

test('whom a limited caller may not see, and who does not exist, are the same fault', async () => {
  const refuse = async (learner: string) =>
    (await soap.call('branch-admin', 'EnrollLearnersInCourses', enrolling(['safety'], ['ben', learner])))
      .fault;
  const unseen = await refuse('carla');
  expect(unseen).toMatchObject({ text: 'Permission denied', violations: [{ path: '/learnerIds/1' }] });
  expect(await refuse('no-such-learner')).toEqual(unseen);
  expect(await soap.enrolled()).not.toContain('ben in safety');
});
