import { dryRun, page, type Route } from './route.js';

const tag = 'Enrollments';

/** What enrolls people by itself. */
export const linkRoutes: readonly Route[] = [
  {
    operation: 'listLinks',
    method: 'GET',
    path: '/links',
    tag,
    query: {
      groupId: 'groupId',
      groupRef: 'groupRef',
      departmentId: 'departmentId',
      departmentRef: 'departmentRef',
      courseId: 'courseId',
      courseRef: 'courseRef',
      trainingId: 'trainingId',
      trainingRef: 'trainingRef',
      ...page,
    },
  },
  {
    operation: 'addLink',
    method: 'POST',
    path: '/links',
    tag,
    query: { ...dryRun },
    created: (output) => (output as { readonly created: boolean }).created,
  },
  { operation: 'getLink', method: 'GET', path: '/links/:id', tag, id: ['linkId'] },
  { operation: 'updateLink', method: 'PATCH', path: '/links/:id', tag, id: ['linkId'], query: { ...dryRun } },
  {
    operation: 'removeLink',
    method: 'DELETE',
    path: '/links/:id',
    tag,
    id: ['linkId'],
    query: { ...dryRun },
  },
];
