import type { OrganizationFile } from '../../src/contract/organization-file.js';

const id = (kind: number, no: number) => `${kind}0000000-0000-4000-8000-${String(no).padStart(12, '0')}`;

/** Ids that every world has, so that answers can be compared as they are. */
export const learners = {
  anna: id(1, 1),
  ben: id(1, 2),
  carla: id(1, 3),
  /** From a legacy system: its integer id is the ref. */
  '1001': id(1, 4),
  /** Has a ref that looks like an id. */
  'b0b0b0b0-0000-4000-8000-b0b0b0b0b0b0': id(1, 5),
  gone: id(1, 6),
  dora: id(1, 7),
  emil: id(1, 8),
} as const;

export const courses = {
  plain: id(2, 1),
  period: id(2, 2),
  date: id(2, 3),
  '2001': id(2, 4),
  boxed: id(2, 5),
  archived: id(2, 6),
} as const;

export const training = id(3, 1);

/** Enrollments that are there from the start: of whom, in what. */
export const enrolled = {
  annaPlain: id(4, 1),
  benPeriod: id(4, 2),
  benArchived: id(4, 3),
  doraPlain: id(4, 4),
} as const;

export const unknown = id(9, 9);

/** Everybody who may knock. */
export const people = [
  'owner',
  'administrator',
  'administrator-nl',
  'coordinator-nl',
  'clerk-sales',
  'reader-nl',
  'manager',
  'anna',
] as const;

export const loginOf = (ref: string) => `Login-${ref}`;
export const emailOf = (ref: string) => `${ref}@Dialects.example`;

const nl = { managedDepartmentRefs: ['nl'] };

export const organization: OrganizationFile = {
  account: { timeZone: 'Europe/Amsterdam', managersMayEnroll: true },
  departments: [
    { id: id(5, 1), ref: 'hq', name: 'Head office' },
    { id: id(5, 2), ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
    { id: id(5, 3), ref: 'sales', name: 'Sales', parentRef: 'nl' },
    { id: id(5, 4), ref: 'de', name: 'Germany', parentRef: 'hq' },
  ],
  roles: [
    {
      id: id(7, 1),
      ref: 'coordinator',
      title: 'Coordinator',
      permissions: ['enrollment.create', 'enrollment.read'],
    },
    {
      id: id(7, 2),
      ref: 'clerk',
      title: 'Clerk',
      permissions: ['enrollment.read', 'enrollment.update', 'enrollment.delete'],
    },
    { id: id(7, 3), ref: 'reader', title: 'Reader', permissions: ['user.read'] },
  ],
  users: [
    { id: id(6, 1), ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
    { id: id(6, 2), ref: 'administrator', departmentRef: 'hq', roles: [{ role: 'administrator' }] },
    {
      id: id(6, 3),
      ref: 'administrator-nl',
      departmentRef: 'hq',
      roles: [{ role: 'department_administrator', ...nl }],
    },
    {
      id: id(6, 4),
      ref: 'coordinator-nl',
      departmentRef: 'hq',
      roles: [{ role: 'custom', roleRef: 'coordinator', ...nl }],
    },
    {
      id: id(6, 5),
      ref: 'clerk-sales',
      departmentRef: 'hq',
      roles: [{ role: 'custom', roleRef: 'clerk', managedDepartmentRefs: ['sales'] }],
    },
    {
      id: id(6, 6),
      ref: 'reader-nl',
      departmentRef: 'hq',
      roles: [{ role: 'custom', roleRef: 'reader', ...nl }],
    },
    { id: id(6, 7), ref: 'manager', departmentRef: 'de' },
    ...Object.entries(learners).map(([ref, userId]) => ({
      ref,
      id: userId,
      login: loginOf(ref),
      email: emailOf(ref),
      departmentRef: { anna: 'sales', ben: 'sales', gone: 'sales', dora: 'de', emil: 'de' }[ref] ?? 'nl',
      status: ref === 'gone' ? ('inactive' as const) : ('active' as const),
      ...(ref === 'anna' || ref === 'dora' ? { managerRef: 'manager' } : {}),
    })),
  ],
  trainings: [{ ref: 'day', id: training, title: 'A day' }],
  courses: [
    { ref: 'plain', id: courses.plain, title: 'No policy of its own' },
    {
      ref: 'period',
      id: courses.period,
      title: 'A month',
      dueDatePolicy: { type: 'due_period', duePeriod: 720, lockAfterDueDate: true },
    },
    {
      ref: 'date',
      id: courses.date,
      title: 'Until clocks change',
      dueDatePolicy: { type: 'due_date', dueDate: '2026-10-25' },
    },
    {
      ref: '2001',
      id: courses['2001'],
      title: 'From a legacy system',
      dueDatePolicy: { type: 'unlimited' },
    },
    { ref: 'boxed', id: courses.boxed, title: 'With a training inside', trainingRefs: ['day'] },
    { ref: 'archived', id: courses.archived, title: 'Archived', archived: true },
  ],
  enrollments: [
    { id: enrolled.annaPlain, learnerRef: 'anna', courseRef: 'plain', dueDateType: 'unlimited' },
    {
      id: enrolled.benPeriod,
      learnerRef: 'ben',
      courseRef: 'period',
      dueDateType: 'default',
      accessDate: '2026-03-01',
    },
    {
      id: enrolled.benArchived,
      learnerRef: 'ben',
      courseRef: 'archived',
      dueDateType: 'due_date',
      dueDate: '2026-04-30',
      lockAfterDueDate: true,
    },
    {
      id: enrolled.doraPlain,
      learnerRef: 'dora',
      courseRef: 'plain',
      dueDateType: 'due_period',
      duePeriod: 24,
    },
  ],
};
