interface DriverError {
  readonly code?: string;
  readonly errno?: number;
}

const passing = new Set([
  1213, // deadlock, or a certification conflict of a cluster
  1205, // waited too long for a lock
  1047, // node of a cluster not ready
  1020, // the row changed since it was read (snapshot isolation)
]);

const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_NORMAL_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_NEW_ABORTING_CONNECTION',
  'EAI_AGAIN',
]);

/** Another writer was in the way: the whole work may be tried again. */
export function isConflict(error: unknown): boolean {
  return passing.has((error as DriverError | undefined)?.errno ?? 0);
}

/** The connection is gone, or was never there: what was sent last may or may not have happened. */
export function isLost(error: unknown): boolean {
  const { code, message } = (error ?? {}) as DriverError & { message?: string };
  return lost.has(code ?? '') || message === "Can't add new command when connection is in closed state";
}
