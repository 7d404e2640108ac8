import Type from 'typebox';
import { enrollmentSelection } from './enrollment-selection.js';
import { enrollmentId } from './get-enrollment.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, listed, modeField, outcomeOf, outcomesOmitted } from './outcome.js';
import { oneCourseList, oneLearnerList } from './selection.js';
import { ifVersion } from './version.js';

export const unenroll = operation({
  name: 'unenroll',
  changes: true,
  permission: 'enrollment.delete',
  summary: 'Unenroll, one or many',
  description:
    'Ends direct grants, and only those. Whoever is enrolled for other reasons as well stays enrolled and is reported with what links them. Removing what is not there is no failure. Nothing is deleted: history stays.',
  input: Type.Object(
    {
      enrollmentId: Type.Optional(enrollmentId),
      ...enrollmentSelection,
      ...ifVersion,
      ...modeField,
      ...dryRunField,
    },
    {
      additionalProperties: false,
      exactlyOneOf: [
        ['enrollmentId', 'enrollmentIds', ...oneLearnerList],
        ['enrollmentId', 'enrollmentIds', ...oneCourseList],
      ],
    },
  ),
  output: Type.Object({
    summary: counts({
      unenrolled: count('Direct grants that ended because of this request.'),
      notEnrolled: count('Named, but not enrolled (any more).'),
      failed: count('Failures told.'),
    }),
    outcomes: listed(outcomeOf(['unenrolled', 'not_enrolled', 'failed'], 'What happened.')),
    outcomesOmitted,
  }),
});
