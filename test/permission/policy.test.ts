import { describe, expect, test } from '@jest/globals';
import { inputCheck } from '../../src/contract/check.js';
import { Failure } from '../../src/contract/failure.js';
import type { Operation } from '../../src/contract/operation.js';
import { operations } from '../../src/contract/operations.js';
import { accountPermissions, assignablePermissions } from '../../src/contract/permission.js';
import { type Allowance, policy } from '../../src/permission/policy.js';

const rows = Object.entries(policy) as [string, Allowance][];
const permissions = [...assignablePermissions, ...accountPermissions];
const check = inputCheck({ learners: 10, courses: 10, enrollments: 10, members: 100_000 });

function refusedFor(permission: string): readonly { path: string; rule: string }[] {
  const roles = [{ ref: 'r', title: 'R', permissions: [permission] }];
  try {
    check(operations.loadOrganization, { roles });
    return [];
  } catch (error) {
    if (error instanceof Failure) return error.violations.map(({ path, rule }) => ({ path, rule }));
    throw error;
  }
}

describe('the policy', () => {
  test('has one row for every permission of the closed list, and no other', () => {
    expect(rows.map(([permission]) => permission).sort()).toEqual([...permissions].sort());
    expect(new Set(permissions).size).toBe(permissions.length);
  });

  test('gives everything to the owner and to administrators', () => {
    for (const [, allowance] of rows) {
      expect(allowance).toMatchObject({ owner: 'everyone', administrator: 'everyone' });
    }
  });

  test('gives custom roles the assignable permissions, over managed departments, and nothing else', () => {
    const custom = rows.filter(([, allowance]) => allowance.custom).map(([permission]) => permission);
    expect(custom.sort()).toEqual([...assignablePermissions].sort());
  });

  test('lets learners change nothing but what they choose for themselves: sessions and events', () => {
    const own = rows.filter(([, allowance]) => allowance.learner).map(([permission]) => permission);
    expect(own.filter((permission) => !permission.endsWith('.read'))).toEqual([
      'session.choose',
      'registration.create',
      'registration.delete',
    ]);
  });

  test('names permissions as subject and verb', () => {
    for (const permission of permissions) expect(permission).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+$/);
  });
});

describe('custom roles', () => {
  test.each(assignablePermissions)('may name %s', (permission) => {
    expect(refusedFor(permission)).toEqual([]);
  });

  test.each([...accountPermissions, 'enrollment.*', 'Enrollment.read', '', 'constructor', '__proto__'])(
    'may not name %j',
    (permission) => {
      expect(refusedFor(permission)).toEqual([{ path: '/roles/0/permissions/0', rule: 'one_of' }]);
    },
  );
});

describe('operations', () => {
  test('each names a permission of the list, but the two about tokens, which find out who speaks', () => {
    const open = Object.values(operations as Record<string, Operation>).filter(
      ({ permission }) => permission === null,
    );
    expect(open.map(({ name }) => name)).toEqual(['issueToken', 'revokeToken']);
    for (const { permission } of Object.values(operations as Record<string, Operation>)) {
      if (permission !== null) expect(permissions).toContain(permission);
    }
  });

  test('every permission is used by an operation', () => {
    const used = Object.values(operations).map(({ permission }) => permission);
    expect(permissions.filter((permission) => !used.includes(permission))).toEqual([]);
  });
});
