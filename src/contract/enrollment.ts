import Type from 'typebox';
import { Id, Instant, NullableInstant, NullableRef } from './identifier.js';

/** An enrollment as every protocol may show it. */
export const Enrollment = Type.Object(
  {
    id: Id('Id of the enrollment; kept for ever, also over ending and re-enrolling.'),
    learnerId: Id('Id of the learner.'),
    learnerRef: NullableRef('Ref of the learner.'),
    courseId: Id('Id of the course.'),
    courseRef: NullableRef('Ref of the course.'),
    accessAt: Instant('From when the course is open to the learner.'),
    dueAt: NullableInstant('The last second of the time to learn, inclusive; null where unlimited.'),
    dueDateType: Type.Enum(['unlimited', 'default', 'due_date', 'due_period'], {
      description: 'The due date policy as it was asked for.',
    }),
    lockAfterDueDate: Type.Boolean({
      description: 'Whether the course closes once the due date has passed.',
    }),
    locked: Type.Boolean({ description: 'Whether it is closed now, for that reason.' }),
    status: Type.Enum(['active', 'ended'], {
      description: 'active as long as one grant lives, ended otherwise.',
    }),
  },
  { description: 'What follows from all grants of one learner and one course.' },
);

/** The revision of an enrollment: it differs whenever its answer may differ for another reason than time. */
export const Versioned = Type.Object({
  ...Enrollment.properties,
  version: Type.String({ description: 'Changes with every change of the enrollment.' }),
});
