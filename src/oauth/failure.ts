import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, type FailureKind } from '../contract/failure.js';
import { BodyRefused } from '../http/inflate-bodies.js';
import type { Dialect } from './encode.js';

type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'server_error'
  | 'temporarily_unavailable';

/** What the wire of OAuth refuses by itself (RFC 6749, section 5.2). */
export class OAuthRefused extends Error {
  constructor(
    readonly error: OAuthError,
    message: string,
    readonly status = error === 'invalid_client' ? 401 : 400,
  ) {
    super(message);
  }
}

const byKind: Readonly<Record<FailureKind, readonly [status: number, error: OAuthError]>> = {
  invalid: [400, 'invalid_request'],
  unauthenticated: [401, 'invalid_client'],
  forbidden: [403, 'invalid_client'],
  absent: [400, 'invalid_request'],
  conflict: [400, 'invalid_request'],
  stale: [400, 'invalid_request'],
  too_large: [413, 'invalid_request'],
  too_many: [429, 'temporarily_unavailable'],
  unavailable: [503, 'temporarily_unavailable'],
  broken: [500, 'server_error'],
};

interface Refusal {
  readonly status: number;
  readonly error: OAuthError;
  readonly message: string;
}

/** Answers what was thrown in the error form of the dialect. */
export function sendFailure(dialect: Dialect) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { status, error, message } = refusal(thrown, request);
    if (status === 401) reply.header('www-authenticate', 'Basic realm="matricula"');
    if (thrown instanceof Failure && thrown.retryAfter !== undefined)
      reply.header('retry-after', thrown.retryAfter);
    return dialect.sendError(status, error, message, request, reply);
  };
}

function refusal(thrown: unknown, request: FastifyRequest): Refusal {
  if (thrown instanceof OAuthRefused) {
    const { status, error, message } = thrown;
    return { status, error, message };
  }
  if (thrown instanceof Failure) {
    const [status, error] = byKind[thrown.kind];
    return { status, error, message: thrown.message };
  }
  if (thrown instanceof BodyRefused) {
    const status = { too_large: 413, encoding: 415, corrupt: 400 }[thrown.reason];
    return { status, error: 'invalid_request', message: thrown.message };
  }
  const { statusCode, name } = thrown as Partial<FastifyError>;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      status: statusCode,
      error: 'invalid_request',
      message:
        statusCode === 413
          ? `The form is larger than ${request.routeOptions.bodyLimit} bytes.`
          : 'Send a form: application/x-www-form-urlencoded.',
    };
  }
  request.log.error({ error: name }, 'an unexpected error');
  return { status: 500, error: 'server_error', message: 'Something went wrong here.' };
}
