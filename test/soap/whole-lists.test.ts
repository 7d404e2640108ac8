import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { soap11, soap12 } from './envelopes.js';
import { organization, type SoapCaller, startSoap } from './soap-caller.js';
import { all, textAt } from './tree.js';

const people = 5_500;
let soap: SoapCaller;
beforeAll(async () => {
  soap = await startSoap({
    organization: {
      ...organization,
      users: [
        ...(organization.users ?? []),
        ...Array.from({ length: people }, (_, number) => ({
          ref: `many-${number}`,
          firstName: number === 5_400 ? '<Ω & 文>' : 'Many',
          departmentRef: 'branch',
        })),
      ],
      departments: [
        ...(organization.departments ?? []),
        ...Array.from({ length: 5_100 }, (_, number) => ({
          ref: `department-${number}`,
          name: `Department ${number}`,
          parentRef: 'branch',
        })),
      ],
    },
  });
});
afterAll(() => soap.app.close());

describe('lists that have no pages are told whole, however long', () => {
  test.each([soap11, soap12])('everyone comes once (%s)', async (envelope) => {
    const { payload } = await soap.call('owner', 'GetUsers', '', { envelope });
    expect(payload.name).toBe('GetUsersResult');
    const profiles = all(payload, 'userProfile');
    expect(profiles).toHaveLength(payload.children.length);
    const known = new Set(profiles.map((profile) => textAt(profile, 'userId')));
    expect(known.size).toBe(profiles.length);
    expect(known.size).toBe(people + (organization.users?.length ?? 0));
    const names = profiles.flatMap((profile) =>
      (all(profile, 'fields')[0]?.children ?? []).map((field) => textAt(field, 'value')),
    );
    expect(names.filter((name) => name === '<Ω & 文>')).toHaveLength(1);
  });

  test('so does every department, and who sees few is told of few', async () => {
    const departments = all((await soap.call('owner', 'GetDepartments', '')).payload, 'department');
    expect(new Set(departments.map((one) => textAt(one, 'departmentId'))).size).toBe(5_102);
    expect(all((await soap.call('carla', 'GetUsers', '')).payload, 'userProfile')).toHaveLength(1);
  });

  test('a refusal is a fault, as it is for short ones', async () => {
    expect((await soap.call(null, 'GetUsers', '')).fault?.text).toBe('Authorization failed');
  });
});
