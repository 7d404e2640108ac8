import type { FastifyRequest } from 'fastify';
import { Failure } from '../contract/failure.js';
import type { Gateway } from '../gateway.js';
import type { Credentials } from '../permission/credentials.js';
import { isNil, scalarText } from '../xml/scalar-text.js';
import type { XmlElement } from '../xml/xml-element.js';
import { isServiceNamespace } from './namespaces.js';

/**
 * Who is speaking: `credentials` in the request, a token or the old three (account URL, e-mail or login, password);
 * where the element is left out, a bearer token in `Authorization`.
 */
export async function callerOf(element: XmlElement, request: FastifyRequest, gateway: Gateway) {
  return await gateway.recognize(credentialsOf(element, request), request.ip, request.id);
}

function credentialsOf(element: XmlElement, request: FastifyRequest): Credentials {
  const given = child(element, 'credentials');
  const [token, accountUrl, name, password] = ['token', 'accountUrl', 'email', 'password'].map((field) => {
    const found = given && !isNil(given) && child(given, field);
    return found && scalarText(found);
  });
  if (token) return { kind: 'token', token };
  if (accountUrl && name && password) return { kind: 'password', name, password };
  const [, bearer] = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer && !accountUrl && !name && !password) return { kind: 'token', token: bearer };
  throw new Failure(
    'unauthenticated',
    'Credentials are needed: a token, or accountUrl, email and password, or a bearer token in the Authorization header.',
  );
}

/** The first child of this name that is the service's own. */
function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((part) => part.name === name && isServiceNamespace(part.namespace));
}
