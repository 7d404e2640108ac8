import Type from 'typebox';
import { Identifier } from './identifier.js';
import { courseLists, learnerLists, oneCourseList, oneLearnerList } from './selection.js';

/** The two ways to name many enrollments: by id, or as all pairs of learners and courses. */
export const enrollmentSelection = {
  enrollmentIds: Type.Optional(
    Type.Array(Identifier('Id of an enrollment.'), {
      minItems: 1,
      limit: 'enrollments',
      description: 'The enrollments, by id.',
    }),
  ),
  ...learnerLists,
  ...courseLists,
};

/** Either `enrollmentIds`, or exactly one list of learners and one list of courses. */
export const enrollmentSelectionRules = {
  exactlyOneOf: [
    ['enrollmentIds', ...oneLearnerList],
    ['enrollmentIds', ...oneCourseList],
  ],
};
