import Type from 'typebox';
import { groupKind, groupKinds } from './group-kind.js';
import { Id, Identifier, NullableRef, newKey, Ref } from './identifier.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, failed, modeField } from './outcome.js';
import { CountedPageOf, countedPageFields } from './page.js';
import { RuleSchema } from './rule.js';
import { oneUserList } from './users.js';
import { ifVersion, version } from './version.js';
import { search, words } from './words.js';

export const Group = Type.Object(
  {
    id: Id('Id of the group.'),
    ref: NullableRef("The caller's own key."),
    name: Type.String({ description: 'Name.' }),
    kind: groupKind('What it is to the organisation: a group, company, team or function.'),
    smart: Type.Boolean({ description: 'Whether a rule decides who belongs to it.' }),
    editable: Type.Boolean({ description: 'Whether people may change it in a front end, as data.' }),
    enableChat: Type.Boolean({ description: 'Whether its members can chat, as data.' }),
  },
  { description: 'A set of users: a group, company, team or function.' },
);

export const GroupDetails = Type.Object(
  {
    ...Group.properties,
    rule: Type.Union([RuleSchema, Type.Null()], {
      description: 'The rule of a SMART group; null otherwise, and for callers who do not act on everyone.',
    }),
    memberCount: count('Members within the reach of the caller.'),
  },
  { description: 'A group, and whom it has.' },
);

const DetailedGroup = Type.Object({ ...GroupDetails.properties, ...version });

export const oneGroup = {
  groupId: Type.Optional(Identifier('Id of the group.')),
  groupRef: Type.Optional(Ref('Ref of the group.')),
};
export const oneGroupRule = [['groupId', 'groupRef']];

/** The two ways to name groups, up to 1,000 of them. */
export const groupListsOf = (byId: string, byRef: string) => ({
  groupIds: Type.Optional(
    Type.Array(Identifier('Id of a group.'), { minItems: 1, maxItems: 1_000, description: byId }),
  ),
  groupRefs: Type.Optional(
    Type.Array(Ref('Ref of a group.'), { minItems: 1, maxItems: 1_000, description: byRef }),
  ),
});

const name = words(255, 'Name; several groups may have the same.');
const ref = Type.Union([newKey(), Type.Null()], {
  description: "The caller's own key, unique among groups of every kind; exact by code point.",
});

const address = (description: string) => Type.String({ minLength: 1, maxLength: 255, description });
const members = <T extends ReturnType<typeof Identifier>>(item: T, description: string) =>
  Type.Optional(Type.Array(item, { limit: 'members', description }));

/** Members by one of four names; the list may be empty. */
const memberLists = {
  userIds: members(Identifier('Id of a user; another text is looked up as a ref.'), 'The members, by id.'),
  userRefs: members(Ref('Ref of a user.'), 'The members, by ref.'),
  userEmails: members(address('E-mail address.'), 'The members, by e-mail address.'),
  userLogins: members(address('Login.'), 'The members, by login.'),
};

/** Facts that front ends keep with a group; nothing here depends on them. */
const kept = {
  editable: Type.Optional(
    Type.Boolean({ description: 'Whether people may change it in a front end; usually so.' }),
  ),
  enableChat: Type.Optional(Type.Boolean({ description: 'Whether its members can chat; usually not.' })),
};

export const listGroups = operation({
  name: 'listGroups',
  changes: false,
  permission: 'group.read',
  summary: 'List groups',
  description:
    'The groups, or with `kind` the companies, teams or functions, for whoever may read groups; planners and group managers see those that they manage.',
  input: Type.Object(
    {
      search: search('Text that the name or ref contains.'),
      kind: Type.Optional(
        Type.Enum([...groupKinds, 'any'], { description: 'Of which kind; omitted: groups alone.' }),
      ),
      smart: Type.Optional(Type.Boolean({ description: 'Only SMART groups, or only the others.' })),
      ...countedPageFields,
    },
    { additionalProperties: false },
  ),
  output: CountedPageOf(Group),
});

export const getGroup = operation({
  name: 'getGroup',
  changes: false,
  permission: 'group.read',
  summary: 'Get one group',
  description: 'One group by id or ref. What the caller may not see is absent.',
  input: Type.Object(oneGroup, { additionalProperties: false, exactlyOneOf: oneGroupRule }),
  output: DetailedGroup,
});

export const listGroupMembers = operation({
  name: 'listGroupMembers',
  changes: false,
  permission: 'group.read',
  summary: 'List the members of a group',
  description: 'Ids and refs of the members within the reach of the caller.',
  input: Type.Object(
    { ...oneGroup, ...countedPageFields },
    { additionalProperties: false, exactlyOneOf: oneGroupRule },
  ),
  output: CountedPageOf(
    Type.Object(
      { id: Id('Id of the user.'), ref: NullableRef('Ref of the user.') },
      { description: 'A member.' },
    ),
  ),
});

export const addGroup = operation({
  name: 'addGroup',
  changes: true,
  permission: 'group.create',
  summary: 'Add a group',
  description:
    'Adds a group of the members named, or a SMART group, whose members a rule decides: it is kept up to date whenever people, departments, groups or profile fields change. Only owner and administrators write rules.',
  input: Type.Object(
    {
      name,
      ref: Type.Optional(ref),
      kind: Type.Optional(groupKind('What it is; omitted: a group. It never changes.')),
      rule: Type.Optional(RuleSchema),
      ...kept,
      ...memberLists,
      ...dryRunField,
    },
    { additionalProperties: false, atMostOneOf: [['rule', ...oneUserList]] },
  ),
  output: DetailedGroup,
});

export const updateGroup = operation({
  name: 'updateGroup',
  changes: true,
  permission: 'group.update',
  summary: 'Rename a group, or give it another rule',
  description:
    'What is omitted stays. A rule is for SMART groups only. Rules that would name each other in a circle are refused.',
  input: Type.Object(
    {
      ...oneGroup,
      name: Type.Optional(name),
      ref: Type.Optional(ref),
      rule: Type.Optional(RuleSchema),
      ...kept,
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: oneGroupRule },
  ),
  output: DetailedGroup,
});

export const deleteGroup = operation({
  name: 'deleteGroup',
  changes: true,
  permission: 'group.delete',
  summary: 'Delete a group',
  description:
    'Deletes the group for everybody, not its members; roles over it lose it. It refuses while the rule of another group names it. Only owner and administrators delete SMART groups.',
  input: Type.Object(
    { ...oneGroup, ...ifVersion, ...dryRunField },
    { additionalProperties: false, exactlyOneOf: oneGroupRule },
  ),
  output: Type.Object({ groupId: Id('Id that the group had.') }),
});

/** What became of users named: failures, and with `tellAll` everybody. */
export const memberOutcomes = Type.Array(
  Type.Object(
    {
      outcome: Type.Enum(['changed', 'unchanged', 'failed'], { description: 'What happened.' }),
      userId: Type.Optional(Id('Id of the user.')),
      userRef: Type.Optional(NullableRef('Ref of the user.')),
      ...failed,
    },
    { description: 'What happened to one user.' },
  ),
  {
    description:
      'The failures, and with `tellAll` the others behind them, in the order of the request; at most 1,000 are told.',
  },
);

const memberOutput = Type.Object({
  summary: counts({
    added: count('Users who belong to the group from now on.'),
    removed: count('Users who do not any more.'),
    unchanged: count('Users named for whom nothing changes.'),
    failed: count('Failures told.'),
  }),
  outcomes: memberOutcomes,
});

export const tellAll = {
  tellAll: Type.Optional(
    Type.Boolean({ default: false, description: 'Also tell, one by one, what became of everybody else.' }),
  ),
};

const memberInput = { ...oneGroup, ...memberLists, ...tellAll, ...modeField, ...dryRunField };
export const memberRules = {
  additionalProperties: false,
  exactlyOneOf: [['groupId', 'groupRef'], [...oneUserList]],
};

export const replaceGroupMembers = operation({
  name: 'replaceGroupMembers',
  changes: true,
  permission: 'group.assign',
  summary: 'Replace the members of a group',
  description:
    'The users named, and of those within the reach of the caller only they, belong to the group from now on; members beyond reach stay. An empty list empties it. The members of a SMART group cannot be named.',
  input: Type.Object(
    {
      name: Type.Optional({ ...name, description: 'A new name, for those who may rename the group.' }),
      ...memberInput,
    },
    memberRules,
  ),
  output: memberOutput,
});

export const addGroupMembers = operation({
  name: 'addGroupMembers',
  changes: true,
  permission: 'group.assign',
  summary: 'Add members to a group',
  description: 'Whoever belongs to it already stays.',
  input: Type.Object(memberInput, memberRules),
  output: memberOutput,
});

export const removeGroupMembers = operation({
  name: 'removeGroupMembers',
  changes: true,
  permission: 'group.assign',
  summary: 'Remove members from a group',
  description: 'Whoever does not belong to it counts as unchanged.',
  input: Type.Object(memberInput, memberRules),
  output: memberOutput,
});
