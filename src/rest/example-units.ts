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
  addLink: {
    department: {
      summary: 'Everybody of a department and below, within 30 days of when they were added',
      value: {
        departmentRef: 'nl',
        courseRef: 'gdpr',
        dueDateType: 'due_period',
        duePeriod: 720,
        countsFrom: 'added_date',
      },
    },
    group: {
      summary: 'The members of a group; who leaves keeps what they have begun',
      value: { groupRef: 'first-aiders', trainingRef: 'first-aid-drill', onLeaving: 'keep_begun' },
    },
  },
  updateLink: {
    grace: { summary: 'Two weeks for who leaves', value: { onLeaving: 'grace', graceHours: 336 } },
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
  // Links have ids of their own, given when they are made.
  linkId: '0190a1b2-0000-7000-8000-000000000022',
  departmentId: 'ref:pier',
  groupId: 'ref:works-council',
};
