import type { FastifyRequest } from 'fastify';
import { type Scope, scopes } from '../contract/scope.js';
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
export function readGrant(request: FastifyRequest): readonly Scope[] | undefined {
  const grant = formText(request, 'grant_type');
  if (grant === undefined)
    throw new OAuthRefused('invalid_request', 'grant_type is needed: client_credentials.');
  if (grant !== 'client_credentials') {
    throw new OAuthRefused('unsupported_grant_type', 'Only the grant client_credentials is known.');
  }
  return readScopes(formText(request, 'scope'));
}

/** Names with blanks between them (RFC 6749, section 3.3); one that nobody knows refuses the request. */
function readScopes(text: string | undefined): readonly Scope[] | undefined {
  const asked = text?.split(/\s+/).filter((name) => name !== '') ?? [];
  if (asked.length === 0) return undefined;
  const unknown = asked.find((name) => !scopes.some((scope) => scope === name));
  if (unknown !== undefined) {
    const known = scopes.join(' ');
    throw new OAuthRefused('invalid_scope', `There is no scope ${unknown.slice(0, 80)}; there are ${known}.`);
  }
  return [...new Set(asked)] as Scope[];
}

/** The token to revoke (RFC 7009, section 2.1). */
export function readRevoked(request: FastifyRequest): string {
  const token = formText(request, 'token');
  if (token === undefined) throw new OAuthRefused('invalid_request', 'token is needed.');
  return token;
}
