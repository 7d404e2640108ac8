import { callers, type Target } from './people.js';
import {
  administering,
  assigned,
  assignedAnywhere,
  assignedOne,
  groups,
  managing,
  manyDepartments,
  oneDepartment,
  planning,
  type Ways,
  writing,
} from './way.js';

const unit = ({ ref }: Target) => `/departments/ref:unit-${ref}`;
const group = ({ ref }: Target) => `/groups/ref:group-${ref}`;
const empty = ({ ref }: Target) => `/groups/ref:empty-${ref}/members`;
const soapUsers = ({ id }: Target) => `<userIds><id>${id}</id></userIds>`;
/** Everybody belongs to a department, and sees that. */
const ownDepartment = { done: callers.slice(2), beyond: 'done', lacking: 'done' } as const;

export const unitsWays = {
  listDepartments: {
    'GET /departments': { ...manyDepartments, rest: () => ['/departments?search=Sales'] },
    GetDepartments: { ...ownDepartment, soap: () => '' },
  },
  getDepartment: { 'GET /departments/:id': { ...oneDepartment, rest: () => ['/departments/ref:sales'] } },
  addDepartment: {
    'POST /departments': {
      ...assigned,
      rest: ({ ref }) => ['/departments', { name: ref, parentRef: 'sales' }],
    },
    AddDepartment: {
      ...assigned,
      soap: ({ ref }) => `<name>${ref}</name><parentDepartmentId>sales</parentDepartmentId>`,
    },
  },
  updateDepartment: {
    'PATCH /departments/:id': { ...assignedOne, rest: (target) => [unit(target), { name: 'Renamed' }] },
    UpdateDepartment: {
      ...assignedOne,
      soap: ({ ref }) => `<departmentId>unit-${ref}</departmentId><name>Renamed</name>`,
    },
  },
  moveDepartments: {
    'POST /departments/move': {
      ...assigned,
      rest: ({ ref }) => ['/departments/move', { departmentRefs: [`unit-${ref}`], parentRef: 'nl' }],
    },
  },
  deleteDepartment: { 'DELETE /departments/:id': { ...assignedOne, rest: (target) => [unit(target)] } },
  listGroups: {
    'GET /groups': { ...groups, rest: ({ ref }) => [`/groups?search=group-${ref}`] },
    // There is one that they manage.
    GetGroups: { ...groups, beyondGroups: 'done', soap: () => '' },
  },
  getGroup: {
    'GET /groups/:id': { ...groups, beyondGroups: 'absent', rest: (target) => [group(target)] },
  },
  listGroupMembers: {
    'GET /groups/:id/members': {
      done: [...managing, ...planning],
      beyond: 'nothing',
      beyondGroups: 'absent',
      lacking: 'forbidden',
      rest: (target) => [`${group(target)}/members`],
    },
  },
  addGroup: {
    'POST /groups': { ...assigned, rest: ({ ref }) => ['/groups', { name: ref, userRefs: [ref] }] },
    AddGroup: { ...assigned, soap: (target) => `<name>${target.ref}</name>${soapUsers(target)}` },
    AddSmartGroup: {
      ...administering,
      soap: ({ ref }) =>
        `<name>${ref}</name><rules><and><or><rule><attributeType>1</attributeType><operator>2</operator>
          <value>sales</value></rule></or></and></rules>`,
    },
  },
  updateGroup: {
    'PATCH /groups/:id': { ...assignedAnywhere, rest: (target) => [group(target), { name: 'Renamed' }] },
    UpdateGroup: {
      ...assignedAnywhere,
      soap: ({ ref }) => `<groupId>group-${ref}</groupId><name>Renamed</name>`,
    },
  },
  deleteGroup: { 'DELETE /groups/:id': { ...assignedAnywhere, rest: (target) => [group(target)] } },
  replaceGroupMembers: {
    'PUT /groups/:id/members': { ...writing, rest: (target) => [empty(target), { userRefs: [target.ref] }] },
    UpdateGroupMembers: {
      ...writing,
      soap: (target) => `<groupId>empty-${target.ref}</groupId>${soapUsers(target)}`,
    },
  },
  addGroupMembers: {
    'POST /groups/:id/members/add': {
      ...writing,
      rest: (target) => [`${empty(target)}/add`, { userRefs: [target.ref] }],
    },
  },
  removeGroupMembers: {
    'POST /groups/:id/members/remove': {
      ...writing,
      rest: (target) => [`${group(target)}/members/remove`, { userRefs: [target.ref] }],
    },
  },
} as const satisfies Ways;
