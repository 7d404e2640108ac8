import { callers, spareOf } from './people.js';
import { administering, overseeing, type Ways } from './way.js';

export const accessWays = {
  listAuditEvents: {
    'GET /audit-events': { ...administering, rest: () => ['/audit-events?limit=1'] },
  },
  issueToken: {
    // For oneself, whoever one is.
    core: { done: callers.slice(2), beyond: 'done', lacking: 'done', core: () => ({ lifetime: 60 }) },
  },
  revokeToken: {
    'POST /tokens/revoke': { ...administering, rest: ({ ref }) => ['/tokens/revoke', { userRef: ref }] },
  },
  createApiClient: {
    'POST /api-clients': { ...administering, rest: ({ ref }) => ['/api-clients', { userRef: ref }] },
  },
  rotateApiClient: {
    'POST /api-clients/:id/rotate': { ...administering, rest: () => ['/api-clients/integration/rotate'] },
  },
  listApiClients: {
    'GET /api-clients': { ...administering, rest: () => ['/api-clients?limit=1'] },
  },
  deleteApiClient: {
    'DELETE /api-clients/:id': { ...administering, rest: (target) => [`/api-clients/${spareOf(target)}`] },
  },
  listTokens: {
    'GET /tokens': { ...administering, rest: () => ['/tokens?limit=1'] },
  },
  listRoles: {
    'GET /roles': { ...overseeing, rest: () => ['/roles'] },
  },
  getRole: {
    'GET /roles/:id': { ...overseeing, rest: () => ['/roles/ref:everything'] },
  },
  createRole: {
    'POST /roles': { ...administering, rest: ({ ref }) => ['/roles', { title: ref, permissions: [] }] },
  },
  updateRole: {
    'PATCH /roles/:id': { ...administering, rest: ({ ref }) => ['/roles/ref:nothing', { title: ref }] },
  },
  deleteRole: {
    'DELETE /roles/:id': { ...administering, rest: (target) => [`/roles/ref:${spareOf(target)}`] },
  },
  replaceUserRoles: {
    'PUT /users/:id/roles': {
      ...administering,
      rest: ({ ref }) => [`/users/ref:${ref}/roles`, { roles: [{ role: 'administrator' }] }],
    },
  },
  listProfileFields: {
    'GET /profile-fields': {
      ...{ done: callers.slice(2), beyond: 'done', lacking: 'done' },
      rest: () => ['/profile-fields'],
    },
    GetUserProfileFields: {
      ...{ done: callers.slice(2), beyond: 'done', lacking: 'done' },
      soap: () => '',
    },
  },
  addProfileField: {
    'POST /profile-fields': {
      ...administering,
      rest: ({ ref }) => ['/profile-fields', { name: ref.replace('-', '_'), label: ref, type: 'text' }],
    },
  },
  updateProfileField: {
    'PATCH /profile-fields/:id': {
      ...administering,
      rest: ({ ref }) => ['/profile-fields/known', { label: ref }],
    },
  },
  deleteProfileField: {
    'DELETE /profile-fields/:id': {
      ...administering,
      rest: (target) => [`/profile-fields/${spareOf(target).replace('-', '_')}`],
    },
  },
  loadOrganization: {
    core: { ...administering, core: ({ ref }) => ({ courses: [{ ref: 'loaded', title: ref }] }) },
  },
} as const satisfies Ways;
