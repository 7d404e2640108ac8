import { always, dryRun, page, type Route } from './route.js';

/** Audit, roles, API clients, tokens. */
export const operationRoutes: readonly Route[] = [
  {
    operation: 'listAuditEvents',
    method: 'GET',
    path: '/audit-events',
    tag: 'Operation',
    query: { since: 'since', until: 'until', operation: 'operation', userId: 'userId', ...page },
  },
  {
    operation: 'createApiClient',
    method: 'POST',
    path: '/api-clients',
    tag: 'Operation',
    created: always,
  },
  {
    operation: 'rotateApiClient',
    method: 'POST',
    path: '/api-clients/:id/rotate',
    tag: 'Operation',
    id: ['clientId'],
  },
  {
    operation: 'revokeToken',
    method: 'POST',
    path: '/tokens/revoke',
    tag: 'Operation',
  },
  { operation: 'listRoles', method: 'GET', path: '/roles', tag: 'Operation' },
  {
    operation: 'createRole',
    method: 'POST',
    path: '/roles',
    tag: 'Operation',
    query: { ...dryRun },
    created: always,
  },
  { operation: 'getRole', method: 'GET', path: '/roles/:id', tag: 'Operation', id: ['roleId', 'roleRef'] },
  {
    operation: 'updateRole',
    method: 'PATCH',
    path: '/roles/:id',
    tag: 'Operation',
    id: ['roleId', 'roleRef'],
    query: { ...dryRun },
  },
  {
    operation: 'deleteRole',
    method: 'DELETE',
    path: '/roles/:id',
    tag: 'Operation',
    id: ['roleId', 'roleRef'],
    query: { ...dryRun },
  },
  { operation: 'listApiClients', method: 'GET', path: '/api-clients', tag: 'Operation', query: { ...page } },
  {
    operation: 'deleteApiClient',
    method: 'DELETE',
    path: '/api-clients/:id',
    tag: 'Operation',
    id: ['clientId'],
    query: { ...dryRun },
  },
  {
    operation: 'listTokens',
    method: 'GET',
    path: '/tokens',
    tag: 'Operation',
    query: { userId: 'userId', userRef: 'userRef', clientId: 'clientId', ...page },
  },
];
