import { describe, expect, test } from '@jest/globals';
import { authorizeCatalogueReading } from '../../src/catalog/authorize-catalogue-reading.js';
import { operator, type RoleHeld, type UserCaller, unknownCaller } from '../../src/permission/caller.js';

const caller = (roles: readonly RoleHeld[], more: Partial<UserCaller> = {}): UserCaller => ({
  kind: 'user',
  userNo: 7,
  userId: '',
  userRef: null,
  roles,
  managesPeople: false,
  managersMayEnroll: false,
  clientId: null,
  ...more,
});
const custom = (permissions: Extract<RoleHeld, { role: 'custom' }>['permissions']) =>
  caller([{ role: 'custom', permissions, departments: [] }]);

describe.each(['course.read', 'training.read'] as const)('reading the catalogue with %s', (permission) => {
  test.each<[string, UserCaller]>([
    ['an administrator', caller([{ role: 'administrator' }])],
    ['a department administrator', caller([{ role: 'department_administrator', departments: ['/1/'] }])],
    ['a planner of a group', caller([{ role: 'planner', groups: [3] }])],
    ['a group manager', caller([{ role: 'group_manager', groups: [3] }])],
    ['a manager who may enroll', caller([], { managesPeople: true, managersMayEnroll: true })],
    ['whoever may enroll', custom(['enrollment.create'])],
    ['whoever may change courses', custom(['course.update'])],
    ['whoever may create trainings', custom(['training.create'])],
  ])('%s sees all of it', (_who, who) => {
    expect(authorizeCatalogueReading(who, permission)).toBeUndefined();
  });

  test.each<[string, UserCaller]>([
    ['a learner', caller([])],
    ['a manager who may not enroll', caller([], { managesPeople: true })],
    ['a planner of no group', caller([{ role: 'planner', groups: [] }])],
    ['who may only read people', custom(['user.read'])],
  ])('%s sees what they are enrolled in', (_who, who) => {
    expect(authorizeCatalogueReading(who, permission)).toBe(7);
  });

  test('the operator sees all, and nobody nothing', () => {
    expect(authorizeCatalogueReading(operator, permission)).toBeUndefined();
    expect(() => authorizeCatalogueReading(unknownCaller, permission)).toThrow('Credentials');
  });
});
