import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../contract/failure.js';
import { RequestCounts } from './request-counts.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request of a caller; fails `too_many` where these were too many within a second. */
    limitRate(request: FastifyRequest, reply: FastifyReply, caller: string): Promise<void>;
  }
  interface FastifyRequest {
    limitedAs: string;
  }
}

/** One count per caller over all dialects, told in the RateLimit headers (IETF draft, both its generations). */
export async function limitRates(app: FastifyInstance, perSecond: number | undefined): Promise<void> {
  app.decorateRequest('limitedAs', '');
  if (perSecond === undefined) {
    app.decorate('limitRate', () => Promise.resolve());
    return;
  }
  await app.register(rateLimit, { global: false, store: RequestCounts });
  const check = app.createRateLimit({
    max: perSecond,
    timeWindow: 1_000,
    keyGenerator: (request) => request.limitedAs,
  });
  app.decorate('limitRate', async (request, reply, caller) => {
    request.limitedAs = caller;
    const state = await check(request);
    if (state.isAllowed) return;
    const seconds = Math.max(1, state.ttlInSeconds);
    const remaining = Math.max(0, state.remaining);
    reply.header('ratelimit-limit', perSecond);
    reply.header('ratelimit-remaining', remaining);
    reply.header('ratelimit-reset', seconds);
    reply.header('ratelimit-policy', `"caller";q=${perSecond};w=1`);
    reply.header('ratelimit', `"caller";r=${remaining};t=${seconds}`);
    if (state.isExceeded) {
      throw new Failure('too_many', `More than ${perSecond} requests within a second.`, {
        retryAfter: seconds,
      });
    }
  });
}
