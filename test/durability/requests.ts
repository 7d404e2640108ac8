import { v7 } from 'uuid';
import type { RequestIdentity } from '../../src/unit-of-work.js';

/** A request of its own, as the gateway would describe it. */
export function request(facts: Partial<RequestIdentity> = {}): RequestIdentity {
  const at = facts.at ?? Date.now();
  return {
    eventId: v7({ msecs: at }),
    at,
    operation: 'test',
    protocol: 'test',
    requestId: null,
    userNo: null,
    clientId: null,
    dryRun: false,
    ...facts,
  };
}
