import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, type FailureCode, type FailureKind, type Violation } from '../contract/failure.js';
import { BodyRefused } from '../http/inflate-bodies.js';
import type { UnreadableAnswer } from '../http/refuse-connections.js';

const statuses: Readonly<Record<FailureKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  broken: 500,
};

const statusesByCode: Readonly<Partial<Record<FailureCode, number>>> = { idempotency_key_reused: 422 };

/** What the titles of problems say; one per status. */
export const titles: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Credentials are needed, or not valid',
  403: 'Not allowed',
  404: 'Not there',
  405: 'Not a method of this address',
  408: 'Too slow',
  409: 'In conflict with what is there',
  412: 'Changed since it was read',
  413: 'Too large',
  415: 'Not a media type that is understood',
  422: 'The idempotency key was used for another request',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
};

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly violations: readonly Violation[];
  readonly more?: Readonly<Record<string, unknown>>;
}

const mediaType = 'application/problem+json; charset=utf-8';

const unread: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'invalid', 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'too_large', 'The address and the headers are larger than 16 KiB.'],
};

/** Answers whatever was thrown as problem details (RFC 9457), with the code, the violations and the request id. */
export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Failure) {
    if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter);
    if (error.kind === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
    return sendProblem(request, reply, {
      status: statusesByCode[error.code] ?? statuses[error.kind],
      code: error.code,
      detail: error.message,
      violations: error.violations,
      ...(error.linkedVia.length > 0 ? { more: { linkedVia: error.linkedVia } } : {}),
    });
  }
  return sendProblem(request, reply, wireProblem(error, request));
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .header('content-type', mediaType)
    .serializer(JSON.stringify)
    .send(problemDetails(problem, request.id));
}

function problemDetails({ status, code, detail, violations, more }: Problem, requestId: string) {
  return {
    type: `urn:matricula:problem:${code}`,
    title: titles[status] ?? 'Failed',
    status,
    detail,
    code,
    requestId,
    violations,
    ...more,
  };
}

/** What is answered to bytes that are no request of HTTP, by the code that its parser gives. */
export function unreadable(code: string | undefined, requestId: string): UnreadableAnswer {
  const [status, problem, detail] = unread[code ?? ''] ?? [400, 'invalid', 'This is no HTTP request.'];
  const body = JSON.stringify(problemDetails({ status, code: problem, detail, violations: [] }, requestId));
  return { status, mediaType, body };
}

/** What goes wrong before an operation is reached: the wire's own failures. */
function wireProblem(error: unknown, request: FastifyRequest): Problem {
  const none = { violations: [] };
  if (error instanceof BodyRefused) {
    if (error.reason === 'too_large')
      return { status: 413, code: 'too_large', detail: error.message, ...none };
    const status = error.reason === 'encoding' ? 415 : 400;
    return {
      status,
      code: status === 415 ? 'unsupported_media_type' : 'invalid',
      detail: error.message,
      ...none,
    };
  }
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const detail = `The body is larger than ${request.routeOptions.bodyLimit} bytes.`;
    return { status: 413, code: 'too_large', detail, ...none };
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return {
      status: 415,
      code: 'unsupported_media_type',
      detail: 'Send JSON: Content-Type: application/json.',
      ...none,
    };
  }
  if (code === 'FST_ERR_BAD_URL') {
    const detail = 'The address is not valid: % begins two hexadecimal digits, and these are UTF-8.';
    return { status: 400, code: 'invalid', detail, ...none };
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: 400, code: 'invalid', detail: 'The request cannot be read.', ...none };
  }
  request.log.error({ error: (error as Error | undefined)?.name, code }, 'an unexpected error');
  return { status: 500, code: 'broken', detail: 'Something went wrong here; the log knows more.', ...none };
}
