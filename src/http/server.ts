import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { isUuid } from '../contract/identifier.js';
import type { Settings } from '../settings.js';
import { healthPlugin } from './health.js';
import { inflateBodies } from './inflate-bodies.js';
import { metricsPlugin } from './metrics.js';
import { limitRates } from './rate-limit.js';

/** Answers what was thrown before any dialect could be asked. */
export type Refusal = (error: unknown, request: FastifyRequest, reply: FastifyReply) => unknown;

/** What every HTTP dialect stands in: request ids, security headers, compressed bodies, health, metrics, the log. */
export async function httpServer(
  settings: Settings,
  log: Logger<never>,
  ping: () => Promise<void>,
  refuse: Refusal,
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: settings.TRUST_PROXY,
    bodyLimit: settings.LIMIT_BODY,
    // A client that sends slower than this ties up a connection on purpose.
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && isUuid(given) ? given.toLowerCase() : randomUUID();
    },
    // An address that cannot be read: no hook has run and no dialect is found.
    frameworkErrors: (error, request, reply) => {
      refuse(error, request, reply.header('x-request-id', request.id));
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      // No upgrade-insecure-requests: behind plain http on an intranet the pages still work.
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        frameAncestors: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    // Whoever terminates TLS decides on it.
    strictTransportSecurity: false,
    // Over plain http browsers ignore these two, and complain on the console.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        // Never the query: it may hold a token that somebody put there.
        path: request.url.split('?', 1)[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
  inflateBodies(app, settings.LIMIT_BODY);
  await limitRates(app, settings.RATE_LIMIT);
  await app.register(healthPlugin, { ping });
  if (settings.METRICS) await app.register(metricsPlugin);
  return app;
}
