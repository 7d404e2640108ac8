import type { Examples } from './example.js';

/** Request bodies about roles, API clients and tokens, by operation. */
export const accessBodies: Readonly<Record<string, Examples>> = {
  createApiClient: {
    ref: { summary: 'For a user by ref', value: { userRef: 'EMP-002' } },
  },
  createRole: {
    reporter: {
      summary: 'Reads who is enrolled, and no more',
      value: { ref: 'reporter', title: 'Reporter', permissions: ['enrollment.read', 'user.read'] },
    },
  },
  updateRole: {
    words: { summary: 'Other words', value: { description: 'Enrolls people, and sees how they stand.' } },
  },
  replaceUserRoles: {
    planner: {
      summary: 'A planner of the first aiders',
      value: { roles: [{ role: 'planner', managedGroupRefs: ['first-aiders'] }] },
    },
  },
  revokeToken: {
    user: { summary: 'All tokens of a user', value: { userRef: 'EMP-030' } },
  },
};

/** Values for `:id` in a path that exist in the demo: of one operation, or of all by the field that it is. */
export const accessIds: Readonly<Record<string, string>> = {
  roleId: 'ref:coordinator',
  // The one that the example of its creation makes.
  deleteRole: 'ref:reporter',
  clientId: 'e2b7c3a4-90d1-4f6e-8a57-3c1b9d20f7aa',
};
