import Type from 'typebox';
import { leaveOutForeignTerms, neededTerms, termsFields } from './asked-terms.js';
import { enrollmentSelection, enrollmentSelectionRules } from './enrollment-selection.js';
import { operation } from './operation.js';
import { count, counts, dryRunField, listed, modeField, outcomeOf, outcomesOmitted } from './outcome.js';

export const changeEnrollments = operation({
  name: 'changeEnrollments',
  changes: true,
  permission: 'enrollment.update',
  summary: 'Change the terms of many enrollments',
  description:
    'Gives the direct grants of the enrollments named, by id or by learner and course, the same new terms. The terms are given whole: what is omitted means what it means when enrolling.',
  input: Type.Object(
    { ...enrollmentSelection, ...termsFields, ...modeField, ...dryRunField },
    { additionalProperties: false, allOf: neededTerms, ...enrollmentSelectionRules },
  ),
  output: Type.Object({
    summary: counts({
      changed: count('Enrollments whose direct grant has the new terms.'),
      notEnrolled: count('Pairs of learner and course named that are not enrolled.'),
      failed: count('Failures told.'),
    }),
    outcomes: listed(outcomeOf(['changed', 'not_enrolled', 'failed'], 'What happened.')),
    outcomesOmitted,
  }),
  prepare: leaveOutForeignTerms,
});
