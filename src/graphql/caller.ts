import type { FastifyRequest } from 'fastify';
import { Failure } from '../contract/failure.js';
import type { Gateway } from '../gateway.js';

/** Who is speaking: whoever the bearer token in `Authorization` was issued for (RFC 6750). */
export async function callerOf(request: FastifyRequest, gateway: Gateway) {
  const [, token] = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined)
    throw new Failure('unauthenticated', 'An access token is needed: Authorization: Bearer <token>.');
  return await gateway.recognize({ kind: 'token', token }, request.ip, request.id);
}
