import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OutputOf } from '../contract/operations.js';
import { writeXml } from '../xml/write-xml.js';

/** One of the two ways in which tokens are answered. */
export interface Dialect {
  /** Seconds that a token lives. */
  readonly lifetime: number;
  /** How the scheme of the token is spelled. */
  readonly tokenType: 'bearer' | 'Bearer';
  readonly echoesScope: boolean;
  sendError(
    status: number,
    error: string,
    message: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): FastifyReply;
}

/** As the vendor's clients know it: 30 minutes, JSON or XML, errors as `{code, message}`. */
export const vendorReply: Dialect = {
  lifetime: 1_800,
  tokenType: 'bearer',
  echoesScope: false,
  sendError: (status, _error, message, request, reply) =>
    send(reply.code(status), { code: status, message }, wantsXml(request)),
};

/** As OAuth 2.0 has it (RFC 6749, sections 5.1 and 5.2): one day. */
export const oauthReply: Dialect = {
  lifetime: 86_400,
  tokenType: 'Bearer',
  echoesScope: true,
  sendError: (status, error, message, _request, reply) =>
    send(reply.code(status), { error, error_description: message }, false),
};

export function encodeToken(
  dialect: Dialect,
  { accessToken, expiresIn, scopes }: OutputOf<'issueToken'>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const answer = {
    access_token: accessToken,
    expires_in: expiresIn,
    token_type: dialect.tokenType,
    ...(dialect.echoesScope ? { scope: scopes?.join(' ') ?? '' } : {}),
  };
  return send(reply.code(200), answer, dialect === vendorReply && wantsXml(request));
}

/** XML where it is asked for and JSON is not. */
function wantsXml(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '';
  return /\b(?:application|text)\/xml\b/.test(accept) && !accept.includes('json');
}

function send(
  reply: FastifyReply,
  answer: Readonly<Record<string, string | number>>,
  xml: boolean,
): FastifyReply {
  if (!xml)
    return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer));
  const fields = Object.entries(answer).map(([name, value]) => [name, String(value)] as const);
  return reply.header('content-type', 'application/xml; charset=utf-8').send(writeXml(['response', fields]));
}
