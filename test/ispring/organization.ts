import type { OrganizationFile } from '../../src/contract/organization-file.js';

/** Ids that the old system gave. */
export const known = {
  hq: '30000000-0000-4000-8000-000000000001',
  nl: '30000000-0000-4000-8000-000000000002',
  de: '30000000-0000-4000-8000-000000000003',
  owner: '10000000-0000-4000-8000-000000000001',
  anna: '10000000-0000-4000-8000-000000000002',
  ben: '10000000-0000-4000-8000-000000000003',
  dora: '10000000-0000-4000-8000-000000000004',
  coordinator: '50000000-0000-4000-8000-000000000001',
  safety: '40000000-0000-4000-8000-000000000001',
  stranger: '99999999-0000-4000-8000-000000000001',
};

/** An organisation that moves over: people in two countries, and whoever manages them. */
export const organization: OrganizationFile = {
  account: { name: 'Acme', timeZone: 'Europe/Amsterdam' },
  departments: [
    { ref: 'hq', id: known.hq, name: 'Head office' },
    { ref: 'nl', id: known.nl, name: 'Netherlands', code: 'NL', parentRef: 'hq' },
    { ref: 'de', id: known.de, name: 'Germany', code: 'DE', parentRef: 'hq' },
  ],
  roles: [
    {
      ref: 'coordinator',
      id: known.coordinator,
      title: 'Coordinator',
      permissions: ['enrollment.create', 'enrollment.read', 'user.read'],
    },
  ],
  users: [
    { ref: 'owner', id: known.owner, departmentRef: 'hq', roles: [{ role: 'owner' }] },
    {
      ref: 'admin-de',
      departmentRef: 'hq',
      roles: [{ role: 'department_administrator', managedDepartmentRefs: ['de'] }],
    },
    {
      ref: 'anna',
      id: known.anna,
      login: 'anna',
      email: 'anna@acme.example',
      firstName: 'Anna',
      lastName: 'Smit & Zn',
      departmentRef: 'nl',
      addedDate: '2024-03-01',
      roles: [{ role: 'department_administrator', managedDepartmentRefs: ['nl'] }],
    },
    {
      ref: 'ben',
      id: known.ben,
      login: 'ben',
      email: 'ben@acme.example',
      firstName: 'Ben',
      departmentRef: 'nl',
      managerRef: 'anna',
      addedDate: '2024-04-01',
    },
    { ref: 'dora', id: known.dora, login: 'dora', departmentRef: 'de' },
  ],
  courses: [{ ref: 'safety', id: known.safety, title: 'Safety' }],
};
