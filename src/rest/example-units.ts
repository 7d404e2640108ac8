import type { Examples } from './example.js';

/** Request bodies about departments and groups, by operation. */
export const unitBodies: Readonly<Record<string, Examples>> = {};

/** Values for `:id` in a path that exist in the demo, by the field that it is. */
export const unitIds: Readonly<Record<string, string>> = {
  departmentId: 'ref:nl-warehouse',
};
