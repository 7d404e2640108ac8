import { manyCourses, oneCourse, type Ways } from './way.js';

export const catalogueWays = {
  listCourses: { 'GET /courses': { ...manyCourses, rest: () => ['/courses?search=held'] } },
  getCourse: { 'GET /courses/:id': { ...oneCourse, rest: () => ['/courses/ref:held'] } },
} as const satisfies Ways;
