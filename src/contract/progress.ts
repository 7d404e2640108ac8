import Type from 'typebox';
import { Identifier, Ref } from './identifier.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, modeField, outcomesOmitted } from './outcome.js';
import { oneUser, userOutcomes } from './users.js';

export const reportProgress = operation({
  name: 'reportProgress',
  changes: true,
  permission: 'progress.update',
  summary: 'Report progress',
  description:
    'Says how far people are in courses and trainings that they are or were enrolled in. What is reported last holds; reporting the same again changes nothing.',
  input: Type.Object(
    {
      entries: Type.Array(
        Type.Object(
          {
            ...oneUser,
            courseId: Type.Optional(Identifier('Id of the course.')),
            courseRef: Type.Optional(Ref('Ref of the course.')),
            trainingId: Type.Optional(Identifier('Id of the training.')),
            trainingRef: Type.Optional(Ref('Ref of the training.')),
            progress: Type.Number({ minimum: 0, maximum: 100, description: 'Per cent, 0 to 100.' }),
            completedAt: Type.Optional(
              Type.Union([Type.String({ minLength: 1, maxLength: 40 }), Type.Null()], {
                description:
                  'When it was completed: ISO 8601; without an offset, in the time zone of the account. Only with 100 per cent, of which it is otherwise when they were first reported.',
              }),
            ),
          },
          {
            additionalProperties: false,
            exactlyOneOf: [
              ['userId', 'userRef', 'userEmail', 'userLogin'],
              ['courseId', 'courseRef', 'trainingId', 'trainingRef'],
            ],
            description: 'How far one user is in one course or training.',
          },
        ),
        {
          minItems: 1,
          limit: 'learners',
          description: 'What is reported; of a pair given twice the last counts.',
        },
      ),
      ...modeField,
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    summary: counts({
      reported: count('Pairs of user and activity of which something new is known.'),
      unchanged: count('Pairs of which the same was known before.'),
      failed: count('Failures told.'),
    }),
    outcomes: userOutcomes,
    outcomesOmitted,
  }),
});
