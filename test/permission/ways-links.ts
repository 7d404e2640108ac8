import type { Target } from './people.js';
import { managing, type Ways, writing } from './way.js';

/** Ids that the account gives: of the links of the departments, where nobody works, of targets. */
export const linkIds = new Map<string, string>();

const one = { done: managing, beyond: 'absent', lacking: 'forbidden' } as const;
const path = ({ ref }: Target) => `/links/${linkIds.get(ref)}`;

export const linksWays = {
  listLinks: {
    'GET /links': {
      ...{ done: managing, beyond: 'nothing', lacking: 'forbidden' },
      rest: ({ ref }) => [`/links?departmentRef=unit-${ref}`],
    },
  },
  getLink: { 'GET /links/:id': { ...one, rest: (target) => [path(target)] } },
  addLink: {
    'POST /links': {
      ...writing,
      rest: ({ ref }) => ['/links', { departmentRef: `unit-${ref}`, trainingRef: 'to-link' }],
    },
  },
  updateLink: {
    'PATCH /links/:id': { ...one, rest: (target) => [path(target), { dueDateType: 'unlimited' }] },
  },
  removeLink: { 'DELETE /links/:id': { ...one, rest: (target) => [path(target)] } },
} as const satisfies Ways;
