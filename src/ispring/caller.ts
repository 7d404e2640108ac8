import type { FastifyRequest } from 'fastify';
import { Failure } from '../contract/failure.js';
import type { Gateway } from '../gateway.js';
import type { Credentials } from '../permission/credentials.js';
import { headerText } from './header-text.js';

/** Who is speaking: a token in `Authorization`, bare or as Bearer, or account URL, e-mail or login, and password. */
export async function callerOf(request: FastifyRequest, gateway: Gateway) {
  return await gateway.recognize(credentialsOf(request), request.ip, request.id);
}

function credentialsOf(request: FastifyRequest): Credentials {
  const [, token] = /^(?:Bearer +)?([\x21-\x7e]+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token !== undefined) return { kind: 'token', token };
  const [accountUrl, name, password] = ['account-url', 'email', 'password'].map((part) =>
    headerText(request, `x-auth-${part}`),
  );
  // The account URL has to be there, as the vendor has it, and is never compared: there is one account.
  if (accountUrl && name && password) return { kind: 'password', name, password };
  throw new Failure(
    'unauthenticated',
    'Credentials are needed: a token in Authorization, or X-Auth-Account-Url, X-Auth-Email and X-Auth-Password.',
  );
}
