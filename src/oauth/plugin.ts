import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Gateway } from '../gateway.js';
import { callerOf, readClient } from './caller.js';
import { readGrant, readRevoked } from './decode.js';
import { type Dialect, encodeToken, oauthReply, vendorReply } from './encode.js';
import { OAuthRefused, sendFailure } from './failure.js';

/** Bytes of a form at most: more than any has, less than it takes long to read. */
const largestForm = 64 * 1024;

/**
 * Tokens by client credentials (RFC 6749, section 4.4) at two addresses, one as the vendor's clients know it and one
 * as OAuth has it, and their revocation (RFC 7009). Forms, or JSON; the client in the form or by HTTP Basic.
 */
export async function oauthPlugin(app: FastifyInstance, { gateway }: { gateway: Gateway }): Promise<void> {
  await app.register(formbody);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  });

  const token = (dialect: Dialect) => async (request: FastifyRequest, reply: FastifyReply) => {
    const scopes = readGrant(request);
    const caller = await callerOf(readClient(request), request, gateway);
    await app.limitRate(request, reply, caller.userId);
    const circumstances = { protocol: 'oauth', requestId: request.id };
    const { output } = await gateway.perform(
      'issueToken',
      caller,
      { lifetime: dialect.lifetime, ...(scopes && { scopes }) },
      circumstances,
    );
    return encodeToken(dialect, output, request, reply);
  };
  const others = app.supportedMethods.filter((method) => method !== 'POST' && method !== 'HEAD');
  const onlyPost = (url: string, dialect: Dialect) =>
    app.route({ method: others, url, errorHandler: sendFailure(dialect), handler: notAllowed });
  for (const [url, dialect] of [
    ['/api/v3/token', vendorReply],
    ['/oauth/token', oauthReply],
  ] as const) {
    app.post(url, { bodyLimit: largestForm, errorHandler: sendFailure(dialect), handler: token(dialect) });
    onlyPost(url, dialect);
  }

  app.post('/oauth/revoke', {
    bodyLimit: largestForm,
    errorHandler: sendFailure(oauthReply),
    async handler(request, reply) {
      const revoked = readRevoked(request);
      const caller = await callerOf(readClient(request), request, gateway);
      await app.limitRate(request, reply, caller.userId);
      const circumstances = { protocol: 'oauth', requestId: request.id };
      await gateway.perform('revokeToken', caller, { token: revoked }, circumstances);
      return reply.code(200).send();
    },
  });
  onlyPost('/oauth/revoke', oauthReply);
}

/** Secrets do not belong into an address, where everybody on the way may log them (RFC 6749, section 3.2). */
async function notAllowed(_request: FastifyRequest, reply: FastifyReply): Promise<never> {
  reply.header('allow', 'POST');
  throw new OAuthRefused('invalid_request', 'This address takes POST.', 405);
}
