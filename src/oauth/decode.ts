import type { FastifyRequest } from 'fastify';
import { OAuthRefused } from './failure.js';

/** One text of a form; a parameter given twice is refused (RFC 6749, section 3.2). */
export function formText(request: FastifyRequest, name: string): string | undefined {
  const { body } = request;
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  const value = (body as Record<string, unknown>)[name];
  if (typeof value !== 'string') throw new OAuthRefused('invalid_request', `Give ${name} once, as text.`);
  return value === '' ? undefined : value;
}

/** Only client credentials are granted; answers the scope that was asked for. */
export function readGrant(request: FastifyRequest): string | undefined {
  const grant = formText(request, 'grant_type');
  if (grant === undefined)
    throw new OAuthRefused('invalid_request', 'grant_type is needed: client_credentials.');
  if (grant !== 'client_credentials') {
    throw new OAuthRefused('unsupported_grant_type', 'Only the grant client_credentials is known.');
  }
  return formText(request, 'scope');
}

/** The token to revoke (RFC 7009, section 2.1). */
export function readRevoked(request: FastifyRequest): string {
  const token = formText(request, 'token');
  if (token === undefined) throw new OAuthRefused('invalid_request', 'token is needed.');
  return token;
}
