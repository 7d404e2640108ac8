import { managing, type Ways, writing } from './way.js';

/** The link of an empty department of the Netherlands, whose id the account gives. */
export const linked = { id: '' };

const one = { done: managing, beyond: 'absent', lacking: 'forbidden' } as const;
const path = () => `/links/${linked.id}`;

export const linksWays = {
  listLinks: {
    'GET /links': {
      ...{ done: managing, beyond: 'nothing', lacking: 'forbidden' },
      rest: () => ['/links?trainingRef=linked'],
    },
  },
  getLink: { 'GET /links/:id': { ...one, rest: () => [path()] } },
  addLink: {
    'POST /links': {
      ...writing,
      rest: ({ ref }) => ['/links', { departmentRef: `unit-${ref}`, trainingRef: 'linked' }],
    },
  },
  updateLink: {
    'PATCH /links/:id': { ...one, rest: () => [path(), { dueDateType: 'unlimited', dryRun: true }] },
  },
  removeLink: { 'DELETE /links/:id': { ...one, rest: () => [`${path()}?dryRun=true`] } },
} as const satisfies Ways;
