import type { Examples } from './example.js';

const rule = {
  and: [
    { criterion: 'department', departmentId: 'nl', below: true },
    { not: { criterion: 'group', groupId: 'first-aiders' } },
  ],
};

/** Request bodies about departments and groups, by operation. */
export const unitBodies: Readonly<Record<string, Examples>> = {
  addDepartment: {
    below: {
      summary: 'Below another one',
      value: { name: 'Warehouse Antwerp', code: 'BE-ANR', parentRef: 'world' },
    },
  },
  updateDepartment: {
    name: { summary: 'Another name', value: { name: 'Pier 4' } },
    move: { summary: 'Below another one, with everything that it has', value: { parentRef: 'nl-warehouse' } },
  },
  moveDepartments: {
    several: {
      summary: 'Several at once',
      value: { departmentRefs: ['asia', 'med'], parentRef: 'hq' },
    },
  },
  addGroup: {
    members: {
      summary: 'With its members',
      value: { name: 'Night shift', userRefs: ['EMP-010', 'EMP-011'] },
    },
    company: {
      summary: 'A company that people work for',
      value: { name: 'Harbour & Hill Shipping', kind: 'company', ref: 'shipping', userRefs: ['EMP-010'] },
    },
    smart: {
      summary: 'SMART: everybody of the Netherlands who is no first aider',
      value: { name: 'To be trained in first aid', rule },
    },
  },
  updateGroup: { name: { summary: 'Another name', value: { name: 'Works council 2026' } } },
  replaceGroupMembers: {
    members: { summary: 'These and nobody else', value: { userRefs: ['EMP-006', 'EMP-013'] } },
  },
  addGroupMembers: {
    refs: { summary: 'By ref', value: { userRefs: ['EMP-019'] } },
    partial: {
      summary: 'Whoever can be added; who cannot is told',
      value: { userRefs: ['EMP-020', 'EMP-9999'], mode: 'partial' },
    },
  },
  removeGroupMembers: { refs: { summary: 'By ref', value: { userRefs: ['EMP-006'] } } },
};

/** Values for `:id` in a path that exist in the demo, by the field that it is. */
export const unitIds: Readonly<Record<string, string>> = {
  departmentId: 'ref:pier',
  groupId: 'ref:works-council',
};
