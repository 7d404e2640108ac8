import type { OrganizationFile } from '../../src/contract/organization-file.js';
import {
  type AssignablePermission,
  assignablePermissions,
  type Permission,
} from '../../src/contract/permission.js';

/** Everybody who may knock, as seen from a target: a learner of the Netherlands. */
export const callers = [
  'nobody',
  'a stranger',
  'another learner',
  'the learner',
  'the manager',
  'a department administrator elsewhere',
  'the department administrator',
  'a custom role elsewhere',
  'the custom role',
  'a custom role without the permission',
  'a planner elsewhere',
  'the planner',
  'the group manager',
  'an administrator',
  'the owner',
] as const;

export type CallerName = (typeof callers)[number];

/** Somebody whom the others may want something of; each request gets its own. */
export interface Target {
  readonly ref: string;
  readonly id: string;
  /** In the course `held`. */
  readonly enrollmentId: string;
  /** A material inside that course. */
  readonly moduleId: string;
  /** A session, with a day, of the training `inside` that course. */
  readonly sessionId: string;
  readonly dayId: string;
}

const padded = (no: number, digits: number) => String(no).padStart(digits, '0');

export function target(no: number): Target {
  const tail = padded(no, 12);
  return {
    ref: `target-${padded(no, 4)}`,
    id: `10000000-0000-4000-8000-${tail}`,
    enrollmentId: `20000000-0000-4000-8000-${tail}`,
    moduleId: `30000000-0000-4000-8000-${tail}`,
    sessionId: `40000000-0000-4000-8000-${tail}`,
    dayId: `50000000-0000-4000-8000-${tail}`,
  };
}

/** Things that a request may delete: whoever comes right after another finds another one. */
const spares = ['spare-0', 'spare-1', 'spare-2', 'spare-3'];

/** One of them, by the target of the request. */
export function spareOf({ ref }: Target): string {
  return spares[Number(ref.slice(-4)) % spares.length] ?? '';
}

const isAssignable = (permission: Permission | null): permission is AssignablePermission =>
  assignablePermissions.some((one) => one === permission);

/** The ref of the user who knocks, for an operation of this permission; undefined where nobody known does. */
export function refOf(
  caller: CallerName,
  permission: Permission | null,
  { ref }: Target,
): string | undefined {
  const [only, but] = isAssignable(permission)
    ? [`only-${permission}`, `but-${permission}`]
    : ['everything', 'nothing'];
  const refs: Record<CallerName, string | undefined> = {
    nobody: undefined,
    'a stranger': undefined,
    'another learner': 'other',
    'the learner': ref,
    'the manager': 'manager',
    'a department administrator elsewhere': 'administrator-de',
    'the department administrator': 'administrator-nl',
    'a custom role elsewhere': `${only}-de`,
    'the custom role': `${only}-nl`,
    'a custom role without the permission': `${but}-nl`,
    'a planner elsewhere': 'planner-elsewhere',
    'the planner': 'planner',
    'the group manager': 'group-manager',
    'an administrator': 'administrator',
    'the owner': 'owner',
  };
  return refs[caller];
}

const customRoles: Readonly<Record<string, readonly AssignablePermission[]>> = {
  everything: assignablePermissions,
  nothing: [],
  ...Object.fromEntries(assignablePermissions.map((one) => [`only-${one}`, [one]])),
  ...Object.fromEntries(
    assignablePermissions.map((one) => [
      `but-${one}`,
      assignablePermissions.filter((other) => other !== one),
    ]),
  ),
};

/** One account with so many targets, and a caller of every kind, none of whom belongs to the Netherlands. */
export function organization(targets: number): OrganizationFile {
  const people = Array.from({ length: targets }, (_, no) => target(no));
  const groupsOfTargets = people.map(({ ref }) => `group-${ref}`);
  const customs = Object.keys(customRoles).flatMap((roleRef) =>
    ['nl', 'de'].map((department) => ({
      ref: `${roleRef}-${department}`,
      departmentRef: 'hq',
      roles: [{ role: 'custom' as const, roleRef, managedDepartmentRefs: [department] }],
    })),
  );
  const administrators = ['nl', 'de'].map((department) => ({
    ref: `administrator-${department}`,
    departmentRef: 'hq',
    roles: [{ role: 'department_administrator' as const, managedDepartmentRefs: [department] }],
  }));
  return {
    departments: [
      { ref: 'hq', name: 'Head office' },
      { ref: 'nl', name: 'Netherlands', parentRef: 'hq' },
      { ref: 'sales', name: 'Sales', parentRef: 'nl' },
      { ref: 'de', name: 'Germany', parentRef: 'hq' },
      ...people.map(({ ref }) => ({ ref: `unit-${ref}`, name: 'Nobody works here', parentRef: 'sales' })),
    ],
    profileFields: [...spares, 'known'].map((name) => ({
      name: name.replace('-', '_'),
      label: name,
      type: 'text' as const,
    })),
    roles: [
      ...Object.entries(customRoles).map(([ref, permissions]) => ({
        ref,
        title: ref,
        permissions: [...permissions],
      })),
      ...spares.map((ref) => ({ ref, title: ref, permissions: [] })),
    ],
    users: [
      { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' }] },
      { ref: 'administrator', departmentRef: 'hq', roles: [{ role: 'administrator' }] },
      {
        ref: 'planner-elsewhere',
        departmentRef: 'hq',
        roles: [{ role: 'planner', managedGroupRefs: ['others'] }],
      },
      {
        ref: 'planner',
        departmentRef: 'hq',
        roles: [{ role: 'planner', managedGroupRefs: groupsOfTargets }],
      },
      {
        ref: 'group-manager',
        departmentRef: 'hq',
        roles: [{ role: 'group_manager', managedGroupRefs: ['others', ...groupsOfTargets] }],
      },
      { ref: 'manager', departmentRef: 'de' },
      { ref: 'other', departmentRef: 'de' },
      ...administrators,
      ...customs,
      ...people.map(({ ref, id }) => ({ ref, id, departmentRef: 'sales', managerRef: 'manager' })),
    ],
    groups: [
      ...people.flatMap(({ ref }) => [
        { ref: `group-${ref}`, name: 'Of the target', memberRefs: [ref] },
        { ref: `empty-${ref}`, name: 'Of nobody' },
      ]),
      { ref: 'others', name: 'Of somebody else', memberRefs: ['other'] },
    ],
    trainings: [{ ref: 'inside', title: 'Held inside' }],
    sessions: people.map(({ sessionId, dayId }) => ({
      id: sessionId,
      trainingRef: 'inside',
      days: [{ id: dayId, startAt: '2030-01-01T09:00:00Z', duration: 3_600 }],
    })),
    courses: [
      {
        ref: 'held',
        title: 'Held by every target',
        trainingRefs: ['inside'],
        materials: people.map(({ moduleId, ref }) => ({ id: moduleId, title: ref })),
      },
      { ref: 'new', title: 'New to everybody' },
    ],
    apiClients: [
      ...spares.map((clientId) => ({
        clientId,
        clientSecret: 'a secret of an integration',
        userRef: 'administrator',
      })),
      {
        clientId: 'integration',
        clientSecret: 'a secret of an integration',
        userRef: 'administrator',
      },
    ],
    enrollments: people.map(({ ref, enrollmentId: id }) => ({
      id,
      learnerRef: ref,
      courseRef: 'held',
      dueDateType: 'unlimited' as const,
    })),
  };
}
