import Type from 'typebox';
import { leaveOutForeignTerms, neededTerms, termsFields } from './asked-terms.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, listed, modeField, outcomeOf, outcomesOmitted } from './outcome.js';
import { courseLists, learnerLists, oneCourseList, oneLearnerList } from './selection.js';

export const enrollLearnersInCourses = operation({
  name: 'enrollLearnersInCourses',
  changes: true,
  permission: 'enrollment.create',
  summary: 'Enroll learners in courses',
  description:
    'Gives every learner named a direct grant of every course named: all pairs of the two lists. A pair that is already directly enrolled stays as it is, dates included, so that the same list can be sent every night. A pair given twice counts once. Inactive learners can be enrolled; an archived course takes nobody new.',
  input: Type.Object(
    {
      ...courseLists,
      ...learnerLists,
      ...termsFields,
      ...modeField,
      ...dryRunField,
    },
    { additionalProperties: false, allOf: neededTerms, exactlyOneOf: [oneCourseList, oneLearnerList] },
  ),
  output: Type.Object({
    summary: counts({
      enrolled: count('Pairs that are enrolled because of this request.'),
      alreadyEnrolled: count('Pairs that were directly enrolled before; they stay as they were.'),
      failed: count(
        'Failures told: one per learner or course that failed as such, whatever the number of pairs.',
      ),
    }),
    outcomes: listed(outcomeOf(['enrolled', 'already_enrolled', 'failed'], 'What happened.')),
    outcomesOmitted,
  }),
  prepare: leaveOutForeignTerms,
});
