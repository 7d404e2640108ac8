import type { Examples } from './example.js';

/** Request bodies about roles, API clients and tokens, by operation. */
export const accessBodies: Readonly<Record<string, Examples>> = {
  createApiClient: {
    ref: { summary: 'For a user by ref', value: { userRef: 'EMP-002' } },
  },
  revokeToken: {
    user: { summary: 'All tokens of a user', value: { userRef: 'EMP-030' } },
  },
};

/** Values for `:id` in a path that exist in the demo, by the field that it is. */
export const accessIds: Readonly<Record<string, string>> = {
  clientId: 'e2b7c3a4-90d1-4f6e-8a57-3c1b9d20f7aa',
};
