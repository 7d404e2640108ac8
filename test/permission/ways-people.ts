import { readingMany, readingOne, type Ways } from './way.js';

export const peopleWays = {
  listUsers: { 'GET /users': { ...readingMany, rest: ({ ref }) => [`/users?search=${ref}`] } },
  getUser: { 'GET /users/:id': { ...readingOne, rest: ({ id }) => [`/users/${id}`] } },
} as const satisfies Ways;
