import Type from 'typebox';
import { leaveOutForeignTerms } from './asked-terms.js';
import { groupKinds } from './group-kind.js';
import { oneGroup } from './groups.js';
import { Id, Identifier, NullableRef, Ref } from './identifier.js';
import { LinkTerms, linkTermsFields, linkTermsRules } from './link-terms.js';
import { operation } from './operation.js';
import { count, counts, dryRunField } from './outcome.js';
import { PageOf, pageFields } from './page.js';
import { trainingRole } from './training-role.js';
import { ifVersion, version } from './version.js';

/** The kinds of units that activities are linked to. */
export const unitKindWords = [...groupKinds, 'department'] as const;

const Link = Type.Object(
  {
    id: Id('Id of the link.'),
    unitKind: Type.Enum([...unitKindWords], { description: 'What it is linked to.' }),
    unitId: Id('Id of the group, company, team, function or department.'),
    unitRef: NullableRef('Its ref.'),
    unitName: Type.String({ description: 'Its name.' }),
    below: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'Of a department: whether everybody below it counts; else null.',
    }),
    activityKind: Type.Enum(['course', 'training'], { description: 'What is linked.' }),
    activityId: Id('Id of the course or training.'),
    activityRef: NullableRef('Its ref.'),
    title: Type.String({ description: 'Its title.' }),
    role: trainingRole('As what people take part; learners of a course are participants.'),
    ...LinkTerms,
  },
  { description: 'A unit, and an activity in which everybody who belongs to it is enrolled.' },
);

export const LinkDetails = Type.Object(
  { ...Link.properties, ...version },
  { description: 'The link as it stands now.' },
);

const oneUnit = {
  ...oneGroup,
  departmentId: Type.Optional(Identifier('Id of the department.')),
  departmentRef: Type.Optional(Ref('Ref of the department.')),
};
const unitRule = ['groupId', 'groupRef', 'departmentId', 'departmentRef'];

const oneActivity = {
  courseId: Type.Optional(Identifier('Id of the course.')),
  courseRef: Type.Optional(Ref('Ref of the course.')),
  trainingId: Type.Optional(Identifier('Id of the training.')),
  trainingRef: Type.Optional(Ref('Ref of the training.')),
};
const activityRule = ['courseId', 'courseRef', 'trainingId', 'trainingRef'];

const linkId = Identifier('Id of the link.');

const summary = counts({
  begun: count('Grants that began because of this request.'),
  ended: count('Grants that ended because of it.'),
});

export const listLinks = operation({
  name: 'listLinks',
  changes: false,
  permission: 'link.read',
  summary: 'List links of units to activities',
  description:
    'Which courses and trainings groups, companies, teams, functions and departments are linked to, as far as the caller sees those.',
  input: Type.Object(
    { ...oneUnit, ...oneActivity, ...pageFields },
    { additionalProperties: false, atMostOneOf: [unitRule, activityRule] },
  ),
  output: PageOf(Link),
});

export const getLink = operation({
  name: 'getLink',
  changes: false,
  permission: 'link.read',
  summary: 'Get one link',
  description: 'One link of a unit to an activity, by id. What the caller may not see is absent.',
  input: Type.Object({ linkId }, { additionalProperties: false }),
  output: LinkDetails,
});

export const addLink = operation({
  name: 'addLink',
  prepare: leaveOutForeignTerms,
  changes: true,
  permission: 'link.create',
  summary: 'Link an activity to a unit',
  description:
    'Everybody who belongs to the unit, now and later, is enrolled in the course or training, under the terms of the link. A link that is there already stays as it is. Department administrators link departments that they manage.',
  input: Type.Object(
    {
      ...oneUnit,
      below: Type.Optional(
        Type.Boolean({
          description:
            'Of a department: whether everybody below it counts too; usually so. Not allowed otherwise.',
        }),
      ),
      ...oneActivity,
      role: Type.Optional(
        trainingRole(
          'As what people take part in a training; omitted: participant, the only one in a course.',
        ),
      ),
      ...linkTermsFields,
      ...dryRunField,
    },
    { additionalProperties: false, exactlyOneOf: [unitRule, activityRule], allOf: linkTermsRules },
  ),
  output: Type.Object({
    link: LinkDetails,
    created: Type.Boolean({ description: 'Whether this request made it.' }),
    summary,
  }),
});

export const updateLink = operation({
  name: 'updateLink',
  prepare: leaveOutForeignTerms,
  changes: true,
  permission: 'link.update',
  summary: 'Give a link other terms',
  description:
    'What is omitted stays, of the terms as a whole: a due date policy that is given replaces the one before with all that belongs to it. Where the due date policy or from when it counts is another, the grants that the link has given go on under the new terms.',
  input: Type.Object(
    { linkId, ...linkTermsFields, ...ifVersion, ...dryRunField },
    { additionalProperties: false, allOf: linkTermsRules },
  ),
  output: Type.Object({ link: LinkDetails, summary }),
});

export const removeLink = operation({
  name: 'removeLink',
  changes: true,
  permission: 'link.delete',
  summary: 'Unlink an activity from a unit',
  description: 'What the link has given ends at once, unless there are other reasons.',
  input: Type.Object({ linkId, ...ifVersion, ...dryRunField }, { additionalProperties: false }),
  output: Type.Object({ linkId: Id('Id that the link had.'), summary }),
});
