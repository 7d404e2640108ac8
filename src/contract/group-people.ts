import Type from 'typebox';
import { groupListsOf, memberOutcomes, memberRules, oneGroup, tellAll } from './groups.js';
import { Id, NullableRef } from './identifier.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, modeField } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { userLists } from './users.js';

const groupLists = groupListsOf('Of these groups.', 'The same by ref.');

const perGroup = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 1_000,
    description: 'At most so many of each group, the first ones; the answer then says how many each has.',
  }),
);

const Belonging = Type.Object(
  {
    groupId: Id('Id of the group.'),
    userId: Id('Id of the user.'),
    userRef: NullableRef('Ref of the user.'),
    as: Type.Enum(['member', 'manager'], { description: 'member: belongs to it. manager: manages it.' }),
  },
  { description: 'What one user is in one group.' },
);

export const listGroupPeople = operation({
  name: 'listGroupPeople',
  changes: false,
  permission: 'group.read',
  summary: 'List who belongs to groups, and who manages them',
  description:
    'Members, or managers, of several groups that the caller may see, as far as the caller reaches. Names that are unknown find nothing.',
  input: Type.Object(
    {
      ...groupLists,
      as: Type.Optional(
        Type.Enum(['member', 'manager'], { default: 'member', description: 'Usually the members.' }),
      ),
      perGroup,
      ...pageFields,
    },
    { additionalProperties: false, atMostOneOf: [['groupIds', 'groupRefs']] },
  ),
  output: Type.Object({
    ...PageOf(Belonging).properties,
    totals: Type.Optional(
      Type.Array(
        Type.Object(
          { groupId: Id('Id of the group.'), total: count('How many fit, whatever is listed.') },
          { description: 'How many a group has.' },
        ),
        { description: 'With `perGroup`: how many each group of the answer has.' },
      ),
    ),
  }),
});

const managersOutput = (words: { readonly done: string; readonly before: string }) =>
  Type.Object({
    groupId: Id('Id of the group.'),
    summary: counts({
      changed: count(words.done),
      unchanged: count(words.before),
      failed: count('Failures told.'),
    }),
    outcomes: memberOutcomes,
  });

const managersInput = { ...oneGroup, ...userLists, ...tellAll, ...modeField, ...dryRunField };

export const addGroupManagers = operation({
  name: 'addGroupManagers',
  changes: true,
  permission: 'role.assign',
  summary: 'Make users managers of a group',
  description: 'Gives them the role of group manager over it. A person can be member and manager.',
  input: Type.Object(managersInput, memberRules),
  output: managersOutput({
    done: 'Users who manage the group from now on.',
    before: 'Users who managed it before.',
  }),
});

export const removeGroupManagers = operation({
  name: 'removeGroupManagers',
  changes: true,
  permission: 'role.assign',
  summary: 'Take the management of a group from users',
  description: 'Takes the role of group manager over it from them; other roles stay.',
  input: Type.Object(managersInput, memberRules),
  output: managersOutput({
    done: 'Users who do not manage the group any more.',
    before: 'Users who did not manage it.',
  }),
});
