import Type from 'typebox';
import { groupListsOf } from './groups.js';
import { operation } from './operation.js';
import { count, counts, dryRunField } from './outcome.js';
import { userLists } from './users.js';

export const reconcileEnrollments = operation({
  name: 'reconcileEnrollments',
  changes: true,
  permission: 'enrollment.reconcile',
  summary: 'Compare enrollments with what should be',
  description:
    'Works out anew which grants follow from what units are linked to and from registrations in events, for the users or groups named, or for everyone, begins those that are missing and ends those that nothing justifies any more. Grants follow by themselves whenever people, memberships or links change: on a healthy account there is nothing to do. With dryRun it only tells.',
  input: Type.Object(
    {
      ...userLists,
      ...groupListsOf(
        'Only what follows from these groups, by id.',
        'Only what follows from these groups, by ref.',
      ),
      due: Type.Optional(
        Type.Boolean({
          description:
            'Only what has come due: grants that were kept for a time that has passed. The serving program asks so every minute.',
        }),
      ),
      ...dryRunField,
    },
    {
      additionalProperties: false,
      atMostOneOf: [['userIds', 'userRefs', 'userEmails', 'userLogins', 'groupIds', 'groupRefs', 'due']],
    },
  ),
  output: Type.Object({
    summary: counts({
      begun: count('Grants that were missing.'),
      ended: count('Grants that nothing justified any more.'),
      seatsTaken: count('Places in sessions of people who may not attend them any more.'),
    }),
  }),
});
