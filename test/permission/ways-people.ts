import type { Target } from './people.js';
import { administering, readingMany, readingOne, type Ways, writing, writingOne } from './way.js';

const one = ({ id }: Target) => `/users/${id}`;
const soapOne = ({ id }: Target) => `<userId>${id}</userId>`;

export const peopleWays = {
  listUsers: {
    'GET /users': { ...readingMany, rest: ({ ref }) => [`/users?search=${ref}`] },
    GetUsers: { ...readingMany, soap: () => '<departmentId>sales</departmentId>' },
  },
  getUser: {
    'GET /users/:id': { ...readingOne, rest: (target) => [one(target)] },
    GetUserProfile: { ...readingOne, soap: soapOne },
  },
  findExistingUsers: {
    'POST /users/find-existing': {
      ...readingMany,
      rest: ({ ref }) => ['/users/find-existing', { userRefs: [ref] }],
    },
    FindExistingUsers: { ...readingMany, soap: ({ id }) => `<userIds><id>${id}</id></userIds>` },
  },
  addUser: {
    'POST /users': {
      ...writing,
      rest: ({ ref }) => ['/users', { ref: `next to ${ref}`, departmentRef: 'sales' }],
    },
    AddUser: {
      ...writing,
      soap: ({ ref }) => `<login>next to ${ref}</login><departmentId>sales</departmentId>`,
    },
  },
  updateUser: {
    'PATCH /users/:id': { ...writingOne, rest: (target) => [one(target), { userType: 'changed' }] },
    UpdateUserProfile: {
      ...writingOne,
      soap: (target) => `${soapOne(target)}<fields><first_name>Changed</first_name></fields>`,
    },
  },
  changeUserStatus: {
    'POST /users/status': {
      ...writing,
      rest: ({ ref }) => ['/users/status', { userRefs: [ref], status: 'inactive' }],
    },
    ChangeUserStatus: { ...writing, soap: (target) => `${soapOne(target)}<status>3</status>` },
  },
  moveUsers: {
    'POST /users/move': {
      ...writing,
      rest: ({ ref }) => ['/users/move', { userRefs: [ref], departmentRef: 'nl' }],
    },
  },
  deleteUser: {
    'DELETE /users/:id': { ...writingOne, rest: (target) => [one(target)] },
    DeleteUser: { ...writingOne, soap: soapOne },
  },
  eraseUser: {
    'POST /users/:id/erase': {
      ...administering,
      rest: (target) => [`${one(target)}/erase`, { confirm: target.id }],
    },
  },
} as const satisfies Ways;
