import { AlreadyHappened } from './transaction.js';

interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly message?: string;
}

const passing = new Set([
  1213, // deadlock, or a certification conflict of a cluster
  1205, // waited too long for a lock
  1047, // node of a cluster not ready
  1020, // the row changed since it was read (snapshot isolation)
  1290, // the server only reads, as one of several may after another took over
  1836, // the same, said otherwise
  1452, // what a row refers to has been removed meanwhile: the next attempt sees that it is gone
  1451, // something refers meanwhile to what was to be removed: the same the other way round
]);

/** Another request has drawn the number of a decision that this one has drawn: the next attempt draws others. */
const taken = /^Duplicate entry '\d{17,20}' for key '(decisions\.)?PRIMARY'/;

const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_NORMAL_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_NEW_ABORTING_CONNECTION',
  'EAI_AGAIN',
]);

/** Another writer, or an earlier attempt, was in the way: the whole work may be tried again. */
export function isConflict(error: unknown): boolean {
  const { errno = 0, message = '' } = (error ?? {}) as DriverError;
  return error instanceof AlreadyHappened || passing.has(errno) || (errno === 1062 && taken.test(message));
}

/** Another writer held a row for too long; the transaction is still there. */
export function isLockTimeout(error: unknown): boolean {
  return (error as DriverError | undefined)?.errno === 1205;
}

/** The connection is gone, or was never there: what was sent last may or may not have happened. */
export function isLost(error: unknown): boolean {
  const { code, message } = (error ?? {}) as DriverError;
  return lost.has(code ?? '') || message === "Can't add new command when connection is in closed state";
}
