import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { small } from './loading.js';

type User = NonNullable<OrganizationFile['users']>[number];

const id = (last: number) => `00000000-0000-1000-8000-${String(last).padStart(12, '0')}`;
/** What is there before. */
export const loaded: OrganizationFile = {
  ...small,
  departments: [...(small.departments ?? []), { id: id(1), ref: 'known', name: 'Known', parentRef: 'hq' }],
  sessions: [{ ref: 's1', trainingRef: 't1', days: [{ startAt: '2027-04-12T09:00:00', duration: 3_600 }] }],
  courses: [{ ref: 'c1', title: 'C1', trainingRefs: ['t2', 't1'], materials: [{ id: id(9), title: 'M' }] }],
  profileFields: [
    { name: 'badge', label: 'Badge', type: 'text', unique: true },
    { name: 'kind', label: 'Kind', type: 'choice', choices: ['a', 'b'] },
    { name: 'since', label: 'Since', type: 'date' },
  ],
  groups: [
    { ref: 'named', name: 'Named', memberRefs: ['u1'] },
    { ref: 'smart', name: 'Smart', rule: { criterion: 'department', departmentId: 'nl' } },
  ],
  users: (small.users ?? []).map((user, place) => ({
    ...user,
    profileFields: { badge: `b-${place + 1}`, kind: 'a' },
  })),
  apiClients: [{ clientId: 'client', clientSecret: 'secret', userRef: 'u1' }],
  enrollments: [{ id: id(7), learnerRef: 'u1', courseRef: 'c1', dueDateType: 'unlimited' }],
};

const user = (fields: User): OrganizationFile => ({
  users: [{ ref: 'new', departmentRef: 'hq', ...fields }],
});
const role = (fields: object): OrganizationFile => user({ roles: [{ role: 'owner', ...fields }] });
const enrollment = (fields: object): OrganizationFile => ({
  enrollments: [{ learnerRef: 'u2', courseRef: 'c1', dueDateType: 'unlimited', ...fields }],
});
const course = (fields: object): OrganizationFile => ({ courses: [{ ref: 'c1', ...fields }] });
const hash = 'scrypt:2:1:1:c29tZXNhbHQ:c29tZWhhc2hzb21laGFzaA';
const chain = Array.from({ length: 50 }, (_, index) => ({
  ref: `d${index}`,
  name: 'D',
  parentRef: index === 0 ? 'hq' : `d${index - 1}`,
}));

/** What is wrong, the file, and the complaints that it must get: pointer and rule. */
export const cases: readonly [string, OrganizationFile, ...(readonly [string, string])[]][] = [
  ['an account in no time zone', { account: { timeZone: 'Amsterdam' } }, ['/account/timeZone', 'time_zone']],
  [
    'a department below an unknown one',
    { departments: [{ ref: 'nl', parentRef: 'no' }] },
    ['/departments/0/parentRef', 'unknown'],
  ],
  [
    'a new department without a name',
    { departments: [{ ref: 'new', parentRef: 'hq' }] },
    ['/departments/0/name', 'required'],
  ],
  ['a second root', { departments: [{ ref: 'new', name: 'New' }] }, ['/departments/0/parentRef', 'required']],
  [
    'a department that becomes a second root',
    { departments: [{ ref: 'nl', parentRef: null }] },
    ['/departments/0/parentRef', 'required'],
  ],
  [
    'a department below itself',
    { departments: [{ ref: 'nl', parentRef: 'nl' }] },
    ['/departments/0/parentRef', 'cycle'],
  ],
  [
    'departments in a circle',
    {
      departments: [
        { ref: 'hq', parentRef: 'nl-1' },
        { ref: 'nl-1', name: 'Of no matter' },
      ],
    },
    ['/departments/0/parentRef', 'cycle'],
  ],
  ['departments too deep', { departments: chain }, ['/departments/49/parentRef', 'depth']],
  [
    'a department that goes too deep with what moves',
    { departments: [...chain.slice(0, 48), { ref: 'nl', parentRef: 'd47' }] },
    ['/departments/48/parentRef', 'depth'],
  ],
  [
    'the same ref twice',
    {
      departments: [
        { ref: 'x', name: 'X', parentRef: 'hq' },
        { ref: 'x', name: 'Y', parentRef: 'hq' },
      ],
    },
    ['/departments/1/ref', 'duplicate'],
  ],
  [
    'the same thing by id and by ref',
    { departments: [{ ref: 'known' }, { id: id(1) }] },
    ['/departments/0/ref', 'duplicate'],
  ],
  [
    'the same id in another case',
    {
      users: [
        { id: 'ABCDEFAB-0000-1000-8000-00000000000A', departmentRef: 'hq' },
        { id: 'abcdefab-0000-1000-8000-00000000000a' },
      ],
    },
    ['/users/1/id', 'duplicate'],
  ],
  ['id and ref of two things', { departments: [{ id: id(1), ref: 'nl' }] }, ['/departments/0/ref', 'taken']],
  ['another id for a known ref', { departments: [{ id: id(2), ref: 'nl' }] }, ['/departments/0/id', 'taken']],
  ['a new role without a title', { roles: [{ ref: 'r' }] }, ['/roles/0/title', 'required']],
  ['a new user without a department', { users: [{ ref: 'new' }] }, ['/users/0/departmentRef', 'required']],
  ['a user in an unknown department', user({ departmentRef: 'no' }), ['/users/0/departmentRef', 'unknown']],
  ['a user below an unknown manager', user({ managerRef: 'no' }), ['/users/0/managerRef', 'unknown']],
  ['a user who reports to themself', user({ managerRef: 'new' }), ['/users/0/managerRef', 'cycle']],
  ['a login that another user has', user({ login: 'aNNa' }), ['/users/0/login', 'taken']],
  [
    'an address that another user keeps',
    {
      users: [
        { ref: 'u2', email: 'ANNA@one.example' },
        { ref: 'u1', login: 'moved' },
      ],
    },
    ['/users/0/email', 'taken'],
  ],
  [
    'the same login twice',
    {
      users: [
        { ref: 'a', departmentRef: 'hq', login: 'É' },
        { ref: 'b', departmentRef: 'hq', login: 'e\u0301' },
      ],
    },
    ['/users/1/login', 'duplicate'],
  ],
  [
    'a login that grows too long when compared',
    user({ login: 'İ'.repeat(200) }),
    ['/users/0/login', 'max_length'],
  ],
  ['an address without @', user({ email: 'example' }), ['/users/0/email', 'email']],
  ['an address that ends with @', user({ email: 'me@' }), ['/users/0/email', 'email']],
  ['a language that is none', user({ language: 'nl_NL' }), ['/users/0/language', 'language']],
  ['a user in no time zone', user({ timeZone: '+01:00' }), ['/users/0/timeZone', 'time_zone']],
  ['a day that does not exist', user({ addedDate: '2026-02-29' }), ['/users/0/addedDate', 'date']],
  [
    'a password and its hash',
    user({ password: 'p', passwordHash: hash }),
    ['/users/0/passwordHash', 'not_allowed'],
  ],
  ['a hash that is none', user({ passwordHash: '$2b$10$abc' }), ['/users/0/passwordHash', 'secret_hash']],
  [
    'an owner with departments',
    role({ managedDepartmentRefs: ['hq'] }),
    ['/users/0/roles/0/managedDepartmentRefs', 'not_allowed'],
  ],
  [
    'an owner with a custom role',
    role({ roleRef: 'coordinator' }),
    ['/users/0/roles/0/roleRef', 'not_allowed'],
  ],
  [
    'an administrator of no named department',
    role({ role: 'department_administrator' }),
    ['/users/0/roles/0/managedDepartmentRefs', 'required'],
  ],
  [
    'a custom role that is not named',
    role({ role: 'custom' }),
    ['/users/0/roles/0/roleRef', 'required'],
    ['/users/0/roles/0/managedDepartmentRefs', 'required'],
  ],
  [
    'an unknown custom role',
    role({ role: 'custom', roleRef: 'no', managedDepartmentRefs: [] }),
    ['/users/0/roles/0/roleRef', 'unknown'],
  ],
  [
    'an unknown managed department',
    role({ role: 'department_administrator', managedDepartmentRefs: ['hq', 'no'] }),
    ['/users/0/roles/0/managedDepartmentRefs/1', 'unknown'],
  ],
  [
    'a managed department twice',
    role({ role: 'department_administrator', managedDepartmentRefs: ['known', id(1)] }),
    ['/users/0/roles/0/managedDepartmentRefs/1', 'duplicate'],
  ],
  [
    'a planner of departments',
    role({ role: 'planner', managedDepartmentRefs: ['hq'] }),
    ['/users/0/roles/0/managedDepartmentRefs', 'not_allowed'],
    ['/users/0/roles/0/managedGroupRefs', 'required'],
  ],
  [
    'a manager of an unknown group',
    role({ role: 'group_manager', managedGroupRefs: ['named', 'no'] }),
    ['/users/0/roles/0/managedGroupRefs/1', 'unknown'],
  ],
  [
    'a new profile field without label and type',
    { profileFields: [{ name: 'size' }] },
    ['/profileFields/0/label', 'required'],
    ['/profileFields/0/type', 'required'],
  ],
  [
    'a profile field that every account has',
    { profileFields: [{ name: 'First_Name', label: 'X', type: 'text' }] },
    ['/profileFields/0/name', 'taken'],
  ],
  [
    'the same profile field twice, in another case',
    { profileFields: [{ name: 'badge' }, { name: 'BADGE' }] },
    ['/profileFields/1/name', 'duplicate'],
  ],
  [
    'another type for a profile field',
    { profileFields: [{ name: 'badge', type: 'number' }] },
    ['/profileFields/0/type', 'fixed'],
  ],
  [
    'choices of a field that has none',
    { profileFields: [{ name: 'badge', choices: ['a'] }] },
    ['/profileFields/0/choices', 'not_allowed'],
  ],
  [
    'a choice without choices',
    { profileFields: [{ name: 'size', label: 'Size', type: 'choice' }] },
    ['/profileFields/0/choices', 'required'],
  ],
  [
    'choices without one that a user has',
    { profileFields: [{ name: 'kind', choices: ['b'] }] },
    ['/profileFields/0/choices', 'in_use'],
  ],
  [
    'unique values that users share',
    { profileFields: [{ name: 'kind', unique: true }] },
    ['/profileFields/0/unique', 'taken'],
  ],
  [
    'values of fields that there are not, or twice, or of the wrong form',
    user({ profileFields: { no: 'x', badge: 'b', BADGE: 'c', kind: 'z', since: '2026-02-30' } }),
    ['/users/0/profileFields/no', 'unknown_field'],
    ['/users/0/profileFields/BADGE', 'duplicate'],
    ['/users/0/profileFields/kind', 'choice'],
    ['/users/0/profileFields/since', 'date'],
  ],
  [
    'a unique value that another user has',
    user({ profileFields: { badge: ' B-1 ' } }),
    ['/users/0/profileFields/badge', 'taken'],
  ],
  [
    'a unique value twice',
    {
      users: [
        { ref: 'a', departmentRef: 'hq', profileFields: { badge: 'x' } },
        { ref: 'b', departmentRef: 'hq', profileFields: { badge: 'X' } },
      ],
    },
    ['/users/1/profileFields/badge', 'duplicate'],
  ],
  [
    'users without a value that is required from now on',
    {
      profileFields: [{ name: 'size', label: 'Size', type: 'number', required: true }],
      users: [
        { ref: 'new', departmentRef: 'hq' },
        { ref: 'u1', firstName: 'Changed' },
        { ref: 'u2', departmentRef: 'nl-1' },
      ],
    },
    ['/users/0/profileFields/size', 'required'],
    ['/users/1/profileFields/size', 'required'],
  ],
  ['a new group without a name', { groups: [{ ref: 'g' }] }, ['/groups/0/name', 'required']],
  [
    'a group of unknown members, and the same one twice',
    { groups: [{ ref: 'named', memberRefs: ['u1', 'no', 'u1'] }] },
    ['/groups/0/memberRefs/1', 'unknown'],
    ['/groups/0/memberRefs/2', 'duplicate'],
  ],
  [
    'members of a SMART group',
    { groups: [{ ref: 'smart', memberRefs: ['u1'] }] },
    ['/groups/0/memberRefs', 'not_allowed'],
  ],
  [
    'a rule for a group that names its members',
    { groups: [{ ref: 'named', rule: { criterion: 'department', departmentId: 'hq' } }] },
    ['/groups/0/rule', 'not_allowed'],
  ],
  [
    'a rule that names what there is not',
    {
      groups: [
        {
          ref: 'smart',
          rule: {
            or: [
              { criterion: 'department', departmentId: 'no' },
              { not: { criterion: 'group', groupId: 'no' } },
              { criterion: 'profile_field', name: 'no', value: 'x' },
            ],
          },
        },
      ],
    },
    ['/groups/0/rule/or/0/departmentId', 'unknown'],
    ['/groups/0/rule/or/1/not/groupId', 'unknown'],
    ['/groups/0/rule/or/2/name', 'unknown'],
  ],
  [
    'rules in a circle',
    {
      groups: [
        { ref: 'smart', rule: { criterion: 'group', groupId: 'smart-2' } },
        { ref: 'smart-2', name: 'Two', rule: { not: { criterion: 'group', groupId: 'smart' } } },
      ],
    },
    ['/groups/0/rule', 'cycle'],
    ['/groups/1/rule', 'cycle'],
  ],
  ['a new training without a title', { trainings: [{ ref: 't3' }] }, ['/trainings/0/title', 'required']],
  ['a new course without a title', { courses: [{ ref: 'c2' }] }, ['/courses/0/title', 'required']],
  [
    'a course with an unknown training',
    course({ trainingRefs: ['t1', 'c1'] }),
    ['/courses/0/trainingRefs/1', 'unknown'],
  ],
  [
    'a course with a training twice',
    course({ trainingRefs: ['t1', 't1'] }),
    ['/courses/0/trainingRefs/1', 'duplicate'],
  ],
  [
    'a course due on no day',
    course({ dueDatePolicy: { type: 'due_date', dueDate: '2026-06-31' } }),
    ['/courses/0/dueDatePolicy/dueDate', 'date'],
  ],
  [
    'a training that nobody organises',
    { trainings: [{ ref: 't1', organizerRef: 'no' }] },
    ['/trainings/0/organizerRef', 'unknown'],
  ],
  [
    'a new session without training and days',
    { sessions: [{ ref: 's2' }] },
    ['/sessions/0/trainingRef', 'required'],
    ['/sessions/0/days', 'required'],
  ],
  [
    'a session that leaves its training',
    { sessions: [{ ref: 's1', trainingRef: 't2' }] },
    ['/sessions/0/trainingRef', 'fixed'],
  ],
  [
    'a session of an unknown training and instructor, who has a name too',
    { sessions: [{ ref: 's1', trainingRef: 'no', instructorRef: 'no', instructorName: 'X' }] },
    ['/sessions/0/trainingRef', 'unknown'],
    ['/sessions/0/instructorRef', 'unknown'],
    ['/sessions/0/instructorName', 'not_allowed'],
  ],
  [
    'days that are none',
    { sessions: [{ ref: 's1', days: [{ startAt: '2027-02-30T09:00:00', duration: 60 }] }] },
    ['/sessions/0/days/0/startAt', 'date_time'],
  ],
  [
    'the id of a material of another course, and the same id twice',
    {
      courses: [
        { ref: 'c3', title: 'C3', materials: [{ id: id(9), title: 'M' }] },
        {
          ref: 'c4',
          title: 'C4',
          materials: [
            { id: id(10), title: 'M' },
            { id: id(10), title: 'N' },
          ],
        },
      ],
    },
    ['/courses/0/materials/0/id', 'taken'],
    ['/courses/1/materials/1/id', 'duplicate'],
  ],
  [
    'a new client without secret and user',
    { apiClients: [{ clientId: 'new' }] },
    ['/apiClients/0/clientSecret', 'required'],
    ['/apiClients/0/userRef', 'required'],
  ],
  [
    'a client of an unknown user',
    { apiClients: [{ clientId: 'client', userRef: 'no' }] },
    ['/apiClients/0/userRef', 'unknown'],
  ],
  [
    'the same client twice',
    { apiClients: [{ clientId: 'client' }, { clientId: 'client' }] },
    ['/apiClients/1/clientId', 'duplicate'],
  ],
  [
    'an unknown learner and course',
    enrollment({ learnerRef: 'no', courseRef: 'no' }),
    ['/enrollments/0/learnerRef', 'unknown'],
    ['/enrollments/0/courseRef', 'unknown'],
  ],
  [
    'a training where a course is asked',
    enrollment({ courseRef: 't1' }),
    ['/enrollments/0/courseRef', 'unknown'],
  ],
  [
    'the same pair twice',
    { enrollments: [...(enrollment({}).enrollments ?? []), ...(enrollment({}).enrollments ?? [])] },
    ['/enrollments/1', 'duplicate'],
  ],
  ['an id that another enrollment has', enrollment({ id: id(7) }), ['/enrollments/0/id', 'taken']],
  [
    'another id for an enrollment',
    enrollment({ id: id(8), learnerRef: 'u1' }),
    ['/enrollments/0/id', 'taken'],
  ],
  [
    'terms that are no dates',
    enrollment({ accessDate: '2026-02-30', dueDateType: 'due_date', dueDate: '2026-13-01' }),
    ['/enrollments/0/accessDate', 'date_time'],
    ['/enrollments/0/dueDate', 'date'],
  ],
];

/** Files that do not even have the form of one. */
export const malformed: readonly [string, object, string][] = [
  ['neither id nor ref', { users: [{ departmentRef: 'hq' }] }, '/users/0/id'],
  [
    'a field that is not known',
    { users: [{ ref: 'x', departmentRef: 'hq', shoeSize: 42 }] },
    '/users/0/shoeSize',
  ],
  ['a ref with a blank at its end', { users: [{ ref: 'x ', departmentRef: 'hq' }] }, '/users/0/ref'],
  [
    'a login with a blank at its beginning',
    { users: [{ ref: 'x', login: ' x', departmentRef: 'hq' }] },
    '/users/0/login',
  ],
  ['half a character', { users: [{ ref: '\ud800', departmentRef: 'hq' }] }, '/users/0/ref'],
  ['an id that is no UUID', { courses: [{ id: '17', title: 'X' }] }, '/courses/0/id'],
  [
    'a permission of administrators',
    { roles: [{ ref: 'r', title: 'R', permissions: ['audit.read'] }] },
    '/roles/0/permissions/0',
  ],
  ['a due date that is missing', enrollment({ dueDateType: 'due_date' }), '/enrollments/0/dueDate'],
];
