import type { Examples } from './example.js';

/** Request bodies about courses and trainings, by operation. */
export const catalogueBodies: Readonly<Record<string, Examples>> = {};

/** Values for `:id` in a path that exist in the demo, by the field that it is. */
export const catalogueIds: Readonly<Record<string, string>> = {
  courseId: 'ref:safety',
};
