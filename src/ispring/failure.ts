import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, type FailureKind } from '../contract/failure.js';
import { BodyRefused } from '../http/inflate-bodies.js';
import { foreignViolation } from '../vendor/violation.js';
import { writeXml } from '../xml/write-xml.js';
import { XmlFailure } from '../xml/xml-failure.js';
import type { Binding } from './binding.js';
import { MediaTypeRefused } from './body.js';
import { send, wantsJson } from './encode.js';

const statuses: Readonly<Record<FailureKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  stale: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  broken: 500,
};

const denied = 'Permission Denied';

/** Something that Matricula has no notion of, in words that say so. */
export class NoSuchThing extends Error {
  constructor(
    readonly status: 400 | 404,
    message: string,
    readonly plain = false,
  ) {
    super(message);
  }
}

/** Whose unique key was taken, as the vendor says it. */
const conflicts: Readonly<Record<string, string>> = {
  '/email': 'User with the same email is already registered',
  '/login': 'User with the same login is already registered',
};

/** The vendor's names of fields that the core calls otherwise. */
const usualNames: Readonly<Record<string, string>> = {
  limit: 'pageSize',
  cursor: 'pageToken',
  parentId: 'parentDepartmentId',
};

/** Answers whatever was thrown in the vendor's form: a code, which is the status, and a message. */
export function sendFailure(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  binding?: Binding,
): FastifyReply {
  if (error instanceof Failure) return sendOurs(error, request, reply, binding);
  if (error instanceof NoSuchThing) {
    const { status, message, plain } = error;
    return plain ? sendPlain(reply, status, message) : sendError(request, reply, status, message);
  }
  const [status, message] = wireError(error, request);
  return sendError(request, reply, status, message);
}

/** The vendor's error body, in JSON or XML. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: string,
): FastifyReply {
  const json = wantsJson(request.headers.accept);
  const text = json
    ? JSON.stringify({ code: status, message })
    : writeXml([
        'response',
        [
          ['code', String(status)],
          ['message', message],
        ],
      ]);
  return send(reply.code(status), text, json);
}

function sendPlain(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).header('content-type', 'text/plain; charset=utf-8').send(message);
}

function sendOurs(
  failure: Failure,
  request: FastifyRequest,
  reply: FastifyReply,
  binding: Binding | undefined,
): FastifyReply {
  if (failure.retryAfter !== undefined) reply.header('retry-after', failure.retryAfter);
  const kind = isAbout(failure, binding?.addressed) ? 'absent' : failure.kind;
  const status = statuses[kind];
  switch (kind) {
    case 'unauthenticated':
      reply.header('www-authenticate', 'Bearer');
      return sendError(request, reply, status, failure.message);
    case 'forbidden':
      reply.raw.statusMessage = denied;
      return sendError(request, reply, status, denied);
    case 'absent': {
      const { text, plain = false } = binding?.absent ?? { text: failure.message };
      return plain ? sendPlain(reply, status, text) : sendError(request, reply, status, text);
    }
    case 'conflict':
      return sendError(
        request,
        reply,
        status,
        conflicts[failure.violations[0]?.path ?? ''] ?? told(failure, binding),
      );
    default:
      return sendError(request, reply, status, told(failure, binding));
  }
}

/** Whether what the path names is unknown, although the core takes it as one field of several. */
function isAbout({ kind, violations: [first] }: Failure, addressed: string | undefined): boolean {
  return (
    kind === 'invalid' &&
    addressed !== undefined &&
    first?.path === `/${addressed}` &&
    first.rule === 'unknown'
  );
}

/** What is wrong and where, in the vendor's names: the first violation, as there is room for one. */
function told({ message: whole, kind, violations: [first] }: Failure, binding: Binding | undefined): string {
  if (!first) return whole;
  const { path, message } = foreignViolation(first, { ...usualNames, ...binding?.names });
  return path === '' || kind === 'conflict' ? message : `${path}: ${message}`;
}

/** What goes wrong before an operation is reached. */
function wireError(error: unknown, request: FastifyRequest): readonly [status: number, message: string] {
  if (error instanceof XmlFailure)
    return [error.reason === 'too_large' ? 413 : 400, `The body is not read: ${error.message}.`];
  if (error instanceof MediaTypeRefused) return [415, error.message];
  if (error instanceof BodyRefused) {
    return [{ too_large: 413, encoding: 415, corrupt: 400 }[error.reason], error.message];
  }
  const { code, statusCode, name } = (error ?? {}) as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return [413, `The body is larger than ${request.routeOptions.bodyLimit} bytes.`];
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return [400, 'The request cannot be read.'];
  request.log.error({ error: name, code }, 'an unexpected error');
  return [500, 'Something went wrong here; the log knows more.'];
}
