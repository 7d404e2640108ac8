import type { Operation } from '../src/contract/operation.js';
import { operations } from '../src/contract/operations.js';
import { accountPermissions, assignablePermissions, type Permission } from '../src/contract/permission.js';
import { type Allowance, policy } from '../src/permission/policy.js';

/** The columns of the matrix: what people call the holders of an allowance. */
const holders = {
  owner: 'Owner',
  administrator: 'Administrator',
  department_administrator: 'Department administrator',
  custom: 'Custom role',
  planner: 'Planner',
  group_manager: 'Group manager',
  manager: 'Team manager',
  trainer: 'Trainer',
  learner: 'Learner',
} as const satisfies Record<keyof Allowance, string>;

type Reach = NonNullable<Allowance[keyof Allowance]>;

/** The words of the policy as a cell has them. */
const words: Readonly<Record<Reach, string>> = {
  everyone: 'yes, on everyone',
  'managed departments': 'the departments managed',
  'managed groups': 'members of the groups managed',
  'direct reports': 'direct reports',
  'direct reports, where the account allows it': 'direct reports, where the account allows it',
  'people in their trainings': 'people in their trainings',
  themself: 'themself',
};

/** What is the same for everybody who may see or change it at all. */
const whole = (what: string, own?: string): Partial<Record<Reach, string>> => ({
  everyone: what,
  'managed departments': what,
  'managed groups': what,
  'direct reports': what,
  'direct reports, where the account allows it': `${what}, where the account allows it`,
  'people in their trainings': what,
  themself: own ?? what,
});

/** The words where the permission is not about people: by its subject or, before that, by its whole name. */
const subjects: Readonly<Record<string, Partial<Record<Reach, string>>>> = {
  course: whole('all courses', 'courses that they are enrolled in'),
  training: whole('all trainings', 'trainings that they are enrolled in'),
  department: { everyone: 'all departments', themself: 'their own' },
  'department.create': { 'managed departments': 'below the departments managed' },
  'department.update': { 'managed departments': 'below the departments managed' },
  'department.delete': { 'managed departments': 'below the departments managed' },
  group: { everyone: 'all groups' },
  'group.read': {
    'managed departments': 'all groups, members in the departments managed',
    'managed groups': 'the groups managed',
  },
  'group.create': { 'managed departments': 'groups, with members in the departments managed' },
  'group.update': { 'managed departments': 'all groups but SMART ones' },
  'group.delete': { 'managed departments': 'all groups but SMART ones' },
  'group.assign': { 'managed departments': 'all groups but SMART ones, members in the departments managed' },
  role: whole('all roles'),
  'role.assign': { everyone: 'yes, on everyone (owners: only by an owner)' },
  profile_field: whole('all fields'),
  'training.link': { everyone: 'yes' },
  offer: whole('all offers', 'published ones, and those that they are enrolled in'),
  message: { everyone: 'yes' },
  audit: { everyone: 'yes' },
  api_client: { everyone: 'yes' },
  organization: { everyone: 'yes' },
};

/** Operations that find out by themselves who is speaking, in the same columns and the same words. */
const byThemselves: Readonly<Record<string, Readonly<Record<keyof Allowance, string>>>> = {
  issueToken: all('themself'),
  revokeToken: {
    ...all('a token that they hold'),
    owner: 'yes, of everyone',
    administrator: 'yes, of everyone',
  },
};

function all(text: string): Record<keyof Allowance, string> {
  return Object.fromEntries(Object.keys(holders).map((holder) => [holder, text])) as Record<
    keyof Allowance,
    string
  >;
}

/** What each role may do, for people to review: a page of Markdown made of the policy and the contract. */
export function permissionMatrix(): string {
  const table: Readonly<Record<string, Operation>> = operations;
  const named = Object.entries(table);
  const needing = named.filter(([, { permission }]) => permission !== null);
  const open = named.filter(([, { permission }]) => permission === null);
  return `${[
    '# Who may do what',
    '',
    'Printed by `npm run permissions` from `src/permission/policy.ts` and `src/contract/operations.ts`; a test holds this page to them. Nothing is allowed that does not stand here.',
    '',
    '## How to read it',
    '',
    '- **yes, on everyone**: on everybody in the account.',
    '- **the departments managed**: on the people of the departments that the role was given for, and of everything below them. For others it is as if they did not exist.',
    '- **if named, …**: a custom role has only the permissions that it names (second column), each over the departments that the role was given for.',
    '- **members of the groups managed**: on those who belong to a group that the role was given for, as long as they do.',
    '- **direct reports**: on those who name the caller as their manager. Whoever has a direct report is a team manager; nobody is made one.',
    '- **where the account allows it**: only if the account lets managers enroll (`managersMayEnroll`).',
    '- **themself**: for oneself. Everybody is a learner, whatever else they are.',
    '- **no**: refused.',
    '',
    'Somebody with several roles may do what any of them allows. An inactive person may do nothing. An API client has the roles of the person it acts for. The operator, who can start the program on the machine, may do everything at the command line.',
    '',
    'Nobody acts on those who may more than they do: a limited caller neither changes, moves nor deletes a person who holds a role that allows anything, anywhere, that the own roles do not allow there. An administrator does everything that the owner does, but neither makes, changes nor deletes an owner, nor an API client that acts for one. An account that has an active owner keeps at least one.',
    '',
    '## Operations',
    '',
    ...markdownTable(
      ['Operation', 'Permission', ...Object.values(holders)],
      needing.map(([name, { summary, permission }]) => [
        `${summary} (\`${name}\`)`,
        `\`${permission}\``,
        ...cells(permission as Permission),
      ]),
    ),
    '',
    'Courses belong to no department: whoever may enroll somebody sees them all, with or without `course.read`. Explaining an enrollment names who gave it only if the caller may see that person; of others it tells the role. Loading an organisation file has no address in any protocol: it is done at the command line.',
    '',
    '## Operations that need no permission',
    '',
    'They find out by themselves who is speaking, and what that person may have.',
    '',
    ...markdownTable(
      ['Operation', ...Object.values(holders)],
      open.map(([name, { summary }]) => [`${summary} (\`${name}\`)`, ...ownCells(name)]),
    ),
    '',
    ...open.map(([name, { description }]) => `- \`${name}\`: ${description}`),
    '',
    '## Permissions',
    '',
    `Custom roles are made of these, and of no others: ${listed(assignablePermissions)}.`,
    '',
    `Only the owner and administrators hold these: ${listed(accountPermissions)}.`,
  ].join('\n')}\n`;
}

function cells(permission: Permission): readonly string[] {
  const allowance: Allowance = policy[permission];
  const [subject = ''] = permission.split('.');
  const inWords = { ...words, ...subjects[subject], ...subjects[permission] };
  return keys().map((holder) => {
    const reach = allowance[holder];
    if (reach === undefined) return 'no';
    return holder === 'custom' ? `if named, ${inWords[reach]}` : inWords[reach];
  });
}

function ownCells(name: string): readonly string[] {
  const row = byThemselves[name];
  if (!row)
    throw new Error(`${name} needs no permission: say in scripts/permission-matrix.ts who may ask for it`);
  return keys().map((holder) => row[holder]);
}

function keys(): readonly (keyof Allowance)[] {
  return Object.keys(holders) as (keyof Allowance)[];
}

function listed(permissions: readonly string[]): string {
  return permissions.map((permission) => `\`${permission}\``).join(', ');
}

/** Columns padded, so that the page reads as plain text too. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)];
}
