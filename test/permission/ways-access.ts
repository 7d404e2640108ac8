import { callers } from './people.js';
import { administering, type Ways } from './way.js';

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
  loadOrganization: {
    core: { ...administering, core: ({ ref }) => ({ courses: [{ ref: 'loaded', title: ref }] }) },
  },
} as const satisfies Ways;
