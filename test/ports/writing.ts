import { randomUUID } from 'node:crypto';
import type { Ports } from '../../src/work.js';
import type { TestApplication } from '../application.js';

/** Writes past the verbs: for what a test has to put there, or to read as a verb would. */
export function writing<T>(app: TestApplication, work: (ports: Ports) => Promise<T>): Promise<T> {
  const request = {
    eventId: randomUUID(),
    at: Date.now(),
    operation: 'loadOrganization',
    protocol: 'test',
    requestId: null,
    userNo: null,
    clientId: null,
    dryRun: false,
  };
  return app.application.database.unitOfWork.write(request, work);
}
