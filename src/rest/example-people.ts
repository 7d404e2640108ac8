import type { Examples } from './example.js';

/** Request bodies about people and profile fields, by operation. */
export const peopleBodies: Readonly<Record<string, Examples>> = {};

/** Values for `:id` in a path that exist in the demo, by the field that it is. */
export const peopleIds: Readonly<Record<string, string>> = {
  userId: 'ref:EMP-010',
};
