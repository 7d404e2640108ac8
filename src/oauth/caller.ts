import type { FastifyRequest } from 'fastify';
import type { Gateway } from '../gateway.js';
import type { Credentials } from '../permission/credentials.js';
import { formText } from './decode.js';
import { OAuthRefused } from './failure.js';

/** The client's id and secret, in the form or by HTTP Basic, not in both (RFC 6749, section 2.3.1). */
export function readClient(request: FastifyRequest): Credentials {
  const basic = readBasic(request.headers.authorization);
  const clientId = formText(request, 'client_id');
  const clientSecret = formText(request, 'client_secret');
  if (basic && clientSecret !== undefined) {
    throw new OAuthRefused('invalid_request', 'Give the client secret in one place.');
  }
  if (basic) return { kind: 'client', ...basic };
  if (clientId === undefined || clientSecret === undefined) {
    throw new OAuthRefused('invalid_client', 'client_id and client_secret are needed.');
  }
  return { kind: 'client', clientId, clientSecret };
}

export function callerOf(credentials: Credentials, request: FastifyRequest, gateway: Gateway) {
  return gateway.recognize(credentials, request.ip, request.id);
}

function readBasic(header: string | undefined): { clientId: string; clientSecret: string } | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { clientId: formDecoded(text.slice(0, colon)), clientSecret: formDecoded(text.slice(colon + 1)) };
}

/** Both halves are form-encoded by the letter of the standard; many clients leave that out. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
