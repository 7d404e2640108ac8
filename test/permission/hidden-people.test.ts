import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  describeOnEngines,
  startApplication,
  type TestAnswer,
  type TestApplication,
} from '../application.js';

/** Somebody out of reach, and the names of nobody: as long, so that lengths tell nothing. */
const there = {
  id: '10000000-0000-4000-8000-00000000000a',
  ref: 'dora-1',
  email: 'dora@hidden.example',
  login: 'dora-login',
  department: '30000000-0000-4000-8000-00000000000a',
  group: '50000000-0000-4000-8000-00000000000a',
};
const nowhere: typeof there = {
  id: '10000000-0000-4000-8000-00000000000b',
  ref: 'nora-1',
  email: 'nora@hidden.example',
  login: 'nora-login',
  department: '30000000-0000-4000-8000-00000000000b',
  group: '50000000-0000-4000-8000-00000000000b',
};
type Names = typeof there;

const organization = {
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { ref: 'de', id: there.department, name: 'Germany', parentRef: 'hq' },
  ],
  roles: [
    {
      ref: 'keeper',
      title: 'Keeper of people',
      permissions: [
        'user.read' as const,
        'user.create' as const,
        'user.update' as const,
        'user.delete' as const,
      ],
    },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    {
      ref: 'department administrator',
      departmentRef: 'hq',
      roles: [{ role: 'department_administrator' as const, managedDepartmentRefs: ['nl'] }],
    },
    {
      ref: 'custom role',
      departmentRef: 'hq',
      roles: [{ role: 'custom' as const, roleRef: 'keeper', managedDepartmentRefs: ['nl'] }],
    },
    { ref: 'learner', departmentRef: 'nl' },
    { ref: 'dora-1', id: there.id, email: there.email, login: there.login, departmentRef: 'de' },
  ],
  groups: [{ ref: 'hidden', id: there.group, name: 'Hidden', memberRefs: ['learner', 'dora-1'] }],
};

type Request = (
  names: Names,
) => readonly [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object];

/** Every way to name somebody, or a department, in an operation about people. */
const requests: Readonly<Record<string, Request>> = {
  'get by id': ({ id }) => ['GET', `/users/${id}`],
  'get by ref': ({ ref }) => ['GET', `/users/ref:${ref}`],
  'list by id and ref': ({ id, ref }) => ['GET', `/users?userId=${id}&userRef=${ref}`],
  'list by e-mail': ({ email }) => ['GET', `/users?email=${email}`],
  'list by login': ({ login }) => ['GET', `/users?login=${login}`],
  'list by search': ({ login }) => ['GET', `/users?search=${login}`],
  'list of a department': ({ department }) => ['GET', `/users?departmentId=${department}`],
  'find by id': ({ id }) => ['POST', '/users/find-existing', { userIds: [id, 'learner'] }],
  'find by e-mail': ({ email }) => ['POST', '/users/find-existing', { userEmails: [email] }],
  'add to a department': ({ department }) => ['POST', '/users', { departmentId: department }],
  'add under a manager': ({ id }) => ['POST', '/users', { departmentRef: 'nl', managerId: id }],
  'change by id': ({ id }) => ['PATCH', `/users/${id}`, { userType: 'x' }],
  'change with a version': ({ ref }) => ['PATCH', `/users/ref:${ref}`, { userType: 'x' }],
  'give a manager': ({ ref }) => ['PATCH', '/users/ref:learner', { managerRef: ref }],
  'give a department': ({ department }) => ['PATCH', '/users/ref:learner', { departmentId: department }],
  'status by ref': ({ ref }) => ['POST', '/users/status', { userRefs: ['learner', ref], status: 'inactive' }],
  'status by login': ({ login }) => ['POST', '/users/status', { userLogins: [login], status: 'inactive' }],
  'status, partial': ({ id }) => [
    'POST',
    '/users/status',
    { userIds: [id], status: 'inactive', mode: 'partial' },
  ],
  'move somebody': ({ email }) => ['POST', '/users/move', { userEmails: [email], departmentRef: 'nl' }],
  'move into a department': ({ department }) => [
    'POST',
    '/users/move',
    { userRefs: ['learner'], departmentId: department },
  ],
  'delete by id': ({ id }) => ['DELETE', `/users/${id}`],
  'delete by ref': ({ ref }) => ['DELETE', `/users/ref:${ref}`],
  erase: ({ id }) => ['POST', `/users/${id}/erase`, { confirm: id }],
};

/** Everything of an answer but what differs between any two requests, the caller's own words among it. */
function shape({ status, headers, text }: TestAnswer, names: Names) {
  const { 'x-request-id': requestId, date, ...rest } = headers;
  let body = text.replaceAll(String(requestId), 'REQUEST');
  for (const [kind, name] of Object.entries(names)) body = body.replaceAll(name, kind);
  return { status, headers: rest, body };
}

describeOnEngines('people out of reach', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
  });
  afterAll(() => app.close());

  const ask = (as: string, request: string, names: Names) => {
    const [method, path, body] = requests[request]?.(names) ?? ['GET', '/'];
    return app.rest(as, method, `/v1${path}`, body);
  };

  test('no sequence of requests by a limited caller tells them from people who are not there', async () => {
    const callers = fc.constantFrom('department administrator', 'custom role', 'learner');
    const sequences = fc.array(fc.tuple(callers, fc.constantFrom(...Object.keys(requests))), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        for (const [as, request] of sequence) {
          const hidden = shape(await ask(as, request, there), there);
          expect([as, request, hidden]).toEqual([
            as,
            request,
            shape(await ask(as, request, nowhere), nowhere),
          ]);
        }
      }),
      { numRuns: 40 },
    );
    expect((await app.rest('owner', 'GET', `/v1/users/${there.id}`)).json).toMatchObject({
      status: 'active',
      departmentRef: 'de',
      userType: null,
    });
  });

  test('members of a group are told apart only by those who may read groups', async () => {
    const list = async (as: string, group: string) =>
      (await app.rest(as, 'GET', `/v1/users?groupId=${group}`)).json.items.map(
        ({ ref }: { ref: string }) => ref,
      );
    expect(await list('department administrator', there.group)).toEqual(['learner']);
    expect(await list('custom role', there.group)).toEqual(await list('custom role', nowhere.group));
    expect((await app.rest('custom role', 'GET', '/v1/users/ref:learner')).json.groups).toEqual([]);
    expect((await app.rest('learner', 'GET', '/v1/users/ref:learner')).json.groups).toHaveLength(1);
  });
});
