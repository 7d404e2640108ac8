import { Failure } from './contract/failure.js';

/** As much of a logger as the gateway needs. */
export interface FailureLog {
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Whatever was thrown, as a `Failure` that is safe to show. What nobody expected becomes `broken`: the log gets where
 * and what kind, never SQL, parameters or texts of the database, and the caller the id of the request.
 */
export function settleFailure(error: unknown, requestId: string | null, log: FailureLog): Failure {
  if (error instanceof Failure) {
    if (error.kind === 'unavailable') log.warn({ requestId, ...described(error.cause) }, error.message);
    return error;
  }
  log.error({ requestId, ...described(error) }, 'an unexpected error');
  return new Failure(
    'broken',
    'Something went wrong here; the log knows more under the id of this request.',
    {
      cause: error,
    },
  );
}

interface Described {
  readonly name?: string;
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly message?: string;
  readonly stack?: string;
}

/** Errors of a database driver carry values in their messages: of those only the code is told. */
function described(error: unknown): Readonly<Record<string, unknown>> {
  const { name, code, errno, message, stack } = (error ?? {}) as Described;
  const fromDatabase = errno !== undefined || /^(ER_|SQLITE_)/.test(String(code ?? ''));
  const frames = stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: name, code, errno, ...(fromDatabase ? {} : { message }), frames: frames?.slice(0, 12) };
}
