import Type from 'typebox';
import { Enrollment } from './enrollment.js';
import { enrollmentId } from './get-enrollment.js';
import { Id, Instant, NullableInstant, NullableRef } from './identifier.js';
import { operation } from './operation.js';
import { trainingRole } from './training-role.js';

/** Who did it; somebody outside the caller's scope is named by role only. */
const Actor = Type.Union(
  [
    Type.Object({
      userId: Type.Optional(Id('Id of the user; omitted where out of scope.')),
      userRef: Type.Optional(NullableRef('Ref of the user; omitted where out of scope.')),
      role: Type.String({
        description:
          'The highest of what the user is: owner, administrator, department_administrator, custom, team_manager, learner.',
      }),
    }),
    Type.Null(),
  ],
  { description: 'Who said so; null for the command line of the operator.' },
);

const Via = Type.Object(
  {
    id: Id('Its id.'),
    ref: NullableRef('Its ref.'),
    name: Type.String({ description: 'Its name.' }),
  },
  { description: 'What a reason comes from.' },
);

const Terms = {
  accessAt: Instant('From when.'),
  dueAt: NullableInstant('Until when, inclusive.'),
  dueDateType: Type.Enum(['unlimited', 'default', 'due_date', 'due_period'], { description: 'As asked.' }),
  askedDueDate: Type.Union([Type.String({ format: 'date' }), Type.Null()], {
    description: 'The day asked for.',
  }),
  askedDuePeriod: Type.Union([Type.Integer(), Type.Null()], { description: 'The hours asked for.' }),
  lockAfterDueDate: Type.Boolean({ description: 'What came of it.' }),
};

export const explainEnrollment = operation({
  name: 'explainEnrollment',
  changes: false,
  permission: 'enrollment.read',
  summary: 'Explain an enrollment',
  description:
    'Why is, or was, this learner enrolled: every grant, past and present, who gave it and when, and which one sets the due date.',
  input: Type.Object({ enrollmentId }, { additionalProperties: false }),
  output: Type.Object({
    enrollment: Type.Object(
      {
        ...Enrollment.properties,
        kind: Type.Enum(['course', 'training'], {
          description: 'In what: courseId and courseRef name that, be it a course or a training.',
        }),
        role: trainingRole('As what; learners of a course are participants.'),
      },
      { description: 'The enrollment: what follows from the grants.' },
    ),
    grants: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['direct', 'unit', 'qualification', 'rule', 'offer_event', 'registration'], {
            description:
              'direct: somebody said so. The others: what the learner belongs to, or registered for.',
          }),
          via: Type.Union([Via, Type.Null()], {
            description: 'The group or offer event, where the caller may see it; else null.',
          }),
          occurrence: Type.Integer({
            minimum: 1,
            description: 'Which occurrence of the enrollment it belongs to.',
          }),
          live: Type.Boolean({ description: 'Whether it is in force.' }),
          setsDueDate: Type.Boolean({ description: 'Whether it is the one whose terms hold.' }),
          givenAt: Instant('When it began.'),
          givenBy: Actor,
          givenOver: Type.String({ description: 'Protocol: rest, soap, command line…' }),
          givenBecause: Type.String({ description: 'The operation that began it.' }),
          eventId: Id('The audit event of its beginning.'),
          ...Terms,
          endedAt: NullableInstant('When it ended; null while in force.'),
          endedBy: Actor,
          endedBecause: Type.Union([Type.String(), Type.Null()], {
            description: 'The operation that ended it.',
          }),
          endEventId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()], {
            description: 'The audit event of its end; null while in force.',
          }),
        },
        { description: 'One reason why a learner is, or was, enrolled.' },
      ),
      { description: 'Newest first.' },
    ),
  }),
});
