import type { Target } from './people.js';
import { administering, readingMany, readingOne, type Ways, writing, writingOne } from './way.js';

const one = ({ id }: Target) => `/users/${id}`;

export const peopleWays = {
  listUsers: { 'GET /users': { ...readingMany, rest: ({ ref }) => [`/users?search=${ref}`] } },
  getUser: { 'GET /users/:id': { ...readingOne, rest: (target) => [one(target)] } },
  findExistingUsers: {
    'POST /users/find-existing': {
      ...readingMany,
      rest: ({ ref }) => ['/users/find-existing', { userRefs: [ref] }],
    },
  },
  addUser: {
    'POST /users': {
      ...writing,
      rest: ({ ref }) => ['/users', { ref: `next to ${ref}`, departmentRef: 'sales' }],
    },
  },
  updateUser: {
    'PATCH /users/:id': { ...writingOne, rest: (target) => [one(target), { userType: 'changed' }] },
  },
  changeUserStatus: {
    'POST /users/status': {
      ...writing,
      rest: ({ ref }) => ['/users/status', { userRefs: [ref], status: 'inactive' }],
    },
  },
  moveUsers: {
    'POST /users/move': {
      ...writing,
      rest: ({ ref }) => ['/users/move', { userRefs: [ref], departmentRef: 'nl' }],
    },
  },
  deleteUser: { 'DELETE /users/:id': { ...writingOne, rest: (target) => [one(target)] } },
  eraseUser: {
    'POST /users/:id/erase': {
      ...administering,
      rest: (target) => [`${one(target)}/erase`, { confirm: target.id }],
    },
  },
} as const satisfies Ways;
