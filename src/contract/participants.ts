import Type from 'typebox';
import { groupKind } from './group-kind.js';
import { groupListsOf } from './groups.js';
import { Id, Identifier, Instant, NullableInstant, NullableRef, Ref } from './identifier.js';
import { operation } from './operation.js';
import {
  count,
  counts,
  dryRunField,
  LinkedViaSchema,
  listed,
  modeField,
  outcomesOmitted,
  userOutcome,
} from './outcome.js';
import { CountedPageOf, countedPageFields, PageOf, pageFields } from './page.js';
import { trainingRole } from './training-role.js';
import { oneTraining, oneTrainingRule } from './trainings.js';
import { oneUserList, userLists } from './users.js';

/** One person in one role of one training. */
export const Participation = Type.Object(
  {
    enrollmentId: Id('Id of the enrollment; kept for ever, also over leaving and coming back.'),
    trainingId: Id('Id of the training.'),
    trainingRef: NullableRef('Ref of the training.'),
    userId: Id('Id of the user.'),
    userRef: NullableRef('Ref of the user.'),
    role: trainingRole('What the user is in the training.'),
    status: Type.Enum(['active', 'ended'], { description: 'active as long as one grant lives.' }),
    direct: Type.Boolean({ description: 'Whether a direct grant is among the reasons.' }),
    linkedVia: Type.Array(LinkedViaSchema, { description: 'The other reasons that live.' }),
    accessAt: Instant('From when the training is open to the user.'),
    mayStart: Type.Boolean({
      description:
        'Whether the user may start now: enrolled, from the access date on, within the dates between which the training is accessible, not locked.',
    }),
    progress: Type.Union([Type.Number({ minimum: 0, maximum: 100 }), Type.Null()], {
      description: 'Per cent, as reported last; null where nobody has reported any.',
    }),
    completedAt: NullableInstant('When it was completed, as reported; null until then.'),
    nextEventAt: NullableInstant('When the next session day of the user in this training begins.'),
  },
  { description: 'One person in one role of one training.' },
);

const sendInvites = Type.Optional(
  Type.Boolean({
    default: true,
    description: 'Whether to tell those who were added: a message to each is left in the outbox.',
  }),
);

const outcomeNames = {
  enrollmentId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
    description: 'Id of the enrollment; null where there is none (failed, or newly made in a dry run).',
  }),
  ...userOutcome,
};

const usersOfTraining = { additionalProperties: false, exactlyOneOf: [...oneTrainingRule, [...oneUserList]] };

export const addUsersToTraining = operation({
  name: 'addUsersToTraining',
  changes: true,
  permission: 'participant.create',
  summary: 'Add users to a training',
  description:
    'Gives every user named a direct grant of the training in a role. Whoever has one already stays as they are, so that the same list can be sent every night; a user named twice counts once. An archived training takes nobody new.',
  input: Type.Object(
    {
      ...oneTraining,
      ...userLists,
      role: Type.Optional(trainingRole('What they are in the training; usually participant.')),
      sendInvites,
      ...modeField,
      ...dryRunField,
    },
    usersOfTraining,
  ),
  output: Type.Object({
    trainingId: Id('Id of the training.'),
    summary: counts({
      added: count('Users who have a direct grant because of this request.'),
      alreadyAdded: count('Users who had one before; they stay as they were.'),
      failed: count('Users named who cannot be added.'),
    }),
    outcomes: listed(
      Type.Object(
        {
          outcome: Type.Enum(['added', 'already_added', 'failed'], { description: 'What happened.' }),
          ...outcomeNames,
        },
        { description: 'What happened to one user.' },
      ),
    ),
    outcomesOmitted,
  }),
});

export const removeUsersFromTraining = operation({
  name: 'removeUsersFromTraining',
  changes: true,
  permission: 'participant.delete',
  summary: 'Remove users from a training',
  description:
    'Ends the direct grants of the users named in a role. Whoever is in the training for other reasons, through a group or an offer, stays: the answer says through what.',
  input: Type.Object(
    {
      ...oneTraining,
      ...userLists,
      role: Type.Optional(trainingRole('The role that they lose; usually participant.')),
      ...modeField,
      ...dryRunField,
    },
    usersOfTraining,
  ),
  output: Type.Object({
    trainingId: Id('Id of the training.'),
    summary: counts({
      removed: count('Users who were in the training and are not any more.'),
      alreadyRemoved: count('Users who were not in it.'),
      linked: count('Users who stay in it for other reasons, also where a direct grant was ended.'),
      failed: count('Users named who cannot be acted on.'),
    }),
    outcomes: listed(
      Type.Object(
        {
          outcome: Type.Enum(['removed', 'already_removed', 'linked', 'failed'], {
            description: 'What happened.',
          }),
          ...outcomeNames,
          directEnded: Type.Optional(
            Type.Boolean({ description: 'Of who is linked: whether a direct grant was ended.' }),
          ),
          linkedVia: Type.Optional(
            Type.Array(LinkedViaSchema, { description: 'The reasons for which the user stays.' }),
          ),
        },
        { description: 'What happened to one user.' },
      ),
    ),
    outcomesOmitted,
  }),
});

const roles = Type.Optional(
  Type.Array(trainingRole('A role.'), { minItems: 1, maxItems: 3, description: 'Only in these roles.' }),
);
const status = Type.Optional(
  Type.Enum(['active', 'ended', 'any'], { default: 'active', description: 'Usually only those in force.' }),
);

export const listTrainingParticipants = operation({
  name: 'listTrainingParticipants',
  changes: false,
  permission: 'participant.read',
  summary: 'List who is in a training',
  description:
    'Participants, trainers and mentors within the reach of the caller, each role of a person an entry of its own. Trainers see the participants of their trainings.',
  input: Type.Object(
    { ...oneTraining, roles, status, ...countedPageFields },
    { additionalProperties: false, exactlyOneOf: oneTrainingRule },
  ),
  output: CountedPageOf(Participation),
});

const many = (item: ReturnType<typeof Identifier>, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, maxItems: 1_000, description }));

export const listParticipations = operation({
  name: 'listParticipations',
  changes: false,
  permission: 'participant.read',
  summary: 'List participations',
  description:
    'Who is in which training, in what role, as far as the caller reaches. Filters narrow down together; names that are unknown or beyond reach find nothing.',
  input: Type.Object(
    {
      trainingIds: many(Identifier('Id of a training.'), 'Only in these trainings.'),
      trainingRefs: many(Ref('Ref of a training.'), 'The same by ref.'),
      userIds: many(Identifier('Id of a user.'), 'Only of these users.'),
      userRefs: many(Ref('Ref of a user.'), 'The same by ref.'),
      roles,
      status,
      perTraining: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 1_000,
          description:
            'At most so many of each training, the first ones; the answer then says how many each has.',
        }),
      ),
      ...pageFields,
    },
    {
      additionalProperties: false,
      atMostOneOf: [
        ['trainingIds', 'trainingRefs'],
        ['userIds', 'userRefs'],
      ],
    },
  ),
  output: Type.Object({
    ...PageOf(Participation).properties,
    totals: Type.Optional(
      Type.Array(
        Type.Object(
          { trainingId: Id('Id of the training.'), total: count('How many fit, whatever is listed.') },
          { description: 'How many a training has.' },
        ),
        { description: 'With `perTraining`: how many each training of the answer has.' },
      ),
    ),
  }),
});

const groupLists = groupListsOf('The groups, by id.', 'The groups, by ref.');

const groupsOfTraining = {
  additionalProperties: false,
  exactlyOneOf: [...oneTrainingRule, ['groupIds', 'groupRefs']],
};

const TrainingGroup = Type.Object(
  {
    trainingId: Id('Id of the training.'),
    groupId: Id('Id of the group.'),
    groupRef: NullableRef('Ref of the group.'),
    name: Type.String({ description: 'Name of the group.' }),
    kind: groupKind('What it is to the organisation.'),
    editable: Type.Boolean({ description: 'Whether people may change it in a front end, as data.' }),
    enableChat: Type.Boolean({ description: 'Whether its members can chat, as data.' }),
  },
  { description: 'A group whose members take part in a training.' },
);

export const addGroupsToTraining = operation({
  name: 'addGroupsToTraining',
  changes: true,
  permission: 'training.link',
  summary: 'Link groups to a training',
  description:
    'The members of the groups, now and later, take part in the training, and leave it when they leave the last group that is linked, unless there are other reasons. All or nothing.',
  input: Type.Object({ ...oneTraining, ...groupLists, ...dryRunField }, groupsOfTraining),
  output: Type.Object({
    trainingId: Id('Id of the training.'),
    summary: counts({
      linked: count('Groups that are linked because of this request.'),
      alreadyLinked: count('Groups that were linked before.'),
      begun: count('Grants that began: members who take part because of a group from now on.'),
    }),
  }),
});

export const removeGroupsFromTraining = operation({
  name: 'removeGroupsFromTraining',
  changes: true,
  permission: 'training.link',
  summary: 'Unlink groups from a training',
  description: 'The members leave the training, unless there are other reasons. All or nothing.',
  input: Type.Object({ ...oneTraining, ...groupLists, ...dryRunField }, groupsOfTraining),
  output: Type.Object({
    trainingId: Id('Id of the training.'),
    summary: counts({
      unlinked: count('Groups that are not linked any more.'),
      notLinked: count('Groups that were not linked.'),
      ended: count('Grants that ended.'),
    }),
  }),
});

export const listTrainingGroups = operation({
  name: 'listTrainingGroups',
  changes: false,
  permission: 'group.read',
  summary: 'List the groups linked to trainings',
  description: 'Groups that the caller may see, by training. Without a filter those of all trainings.',
  input: Type.Object(
    {
      trainingIds: many(Identifier('Id of a training.'), 'Only of these trainings.'),
      trainingRefs: many(Ref('Ref of a training.'), 'The same by ref.'),
      ...pageFields,
    },
    { additionalProperties: false, atMostOneOf: [['trainingIds', 'trainingRefs']] },
  ),
  output: PageOf(TrainingGroup),
});
