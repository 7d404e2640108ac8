import type { OrganizationFile } from '../../src/contract/organization-file.js';

export const annId = '11111111-aaaa-4bbb-8ccc-000000000001';
export const plainId = '22222222-aaaa-4bbb-8ccc-000000000001';

/** A small organisation: hq > nl > nl-a, hq > de; one caller of each role; a few learners and courses. */
export const organization: OrganizationFile = {
  account: { name: 'Small', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', name: 'Head office' },
    { ref: 'nl', name: 'Nederland', parentRef: 'hq' },
    { ref: 'nl-a', name: 'Amsterdam', code: 'AMS', parentRef: 'nl' },
    { ref: 'de', name: 'Deutschland', parentRef: 'hq' },
  ],
  roles: [
    { ref: 'coordinator', title: 'Coordinator', permissions: ['enrollment.create', 'enrollment.read'] },
  ],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
    { ref: 'admin', departmentRef: 'hq', roles: [{ role: 'administrator' }] },
    {
      ref: 'nl-admin',
      departmentRef: 'nl',
      roles: [{ role: 'department_administrator', managedDepartmentRefs: ['nl'] }],
    },
    {
      ref: 'de-coordinator',
      departmentRef: 'de',
      roles: [{ role: 'custom', roleRef: 'coordinator', managedDepartmentRefs: ['de'] }],
    },
    { ref: 'boss', departmentRef: 'nl-a' },
    {
      ref: 'ann',
      id: annId,
      login: 'Ann.Login',
      email: 'Ann@Example.org',
      firstName: 'Ann',
      lastName: 'Åkesson',
      departmentRef: 'nl-a',
      managerRef: 'boss',
    },
    { ref: 'bob', login: 'bob', email: 'bob@example.org', departmentRef: 'nl-a', managerRef: 'boss' },
    { ref: 'cas', login: 'cas', email: 'cas@example.org', departmentRef: 'nl' },
    { ref: 'dora', login: 'dora', email: 'dora@example.org', departmentRef: 'de' },
    { ref: 'left', departmentRef: 'de', status: 'inactive' },
  ],
  trainings: [{ ref: 'day', title: 'A day' }],
  courses: [
    { ref: 'plain', id: plainId, title: 'Plain' },
    { ref: 'other', title: 'Other', trainingRefs: ['day'] },
    {
      ref: 'timed',
      title: 'Timed',
      dueDatePolicy: { type: 'due_period', duePeriod: 24, lockAfterDueDate: true },
    },
    { ref: 'old', title: 'Old', archived: true },
  ],
};

export const someUuid = '99999999-9999-4999-8999-999999999999';
