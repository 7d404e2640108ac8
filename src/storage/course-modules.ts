import type { CourseModules } from '../catalog/course-modules.js';
import type { Transaction } from './transaction.js';

/** What is inside courses, in SQL. */
export function sqlCourseModules(_db: Transaction): CourseModules {
  return {};
}
