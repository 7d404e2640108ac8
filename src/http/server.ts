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
    loggerInstance: log.child({}, { serializers: { err: describeError } }) as FastifyBaseLogger,
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
      logRequest(request, reply);
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
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    // A connection that stays open after its last answer would hold up the end.
    if (stopping) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => logRequest(request, reply));
  inflateBodies(app, settings.LIMIT_BODY);
  await limitRates(app, settings.RATE_LIMIT);
  await app.register(healthPlugin, { ping });
  if (settings.METRICS) await app.register(metricsPlugin);
  return app;
}

function logRequest(request: FastifyRequest, reply: FastifyReply): void {
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
}

/** Errors of the HTTP server hold pieces of what was sent, credentials among them: where and what kind is all we tell. */
function describeError({ name, code, stack }: Error & { readonly code?: unknown }): object {
  return { name, code, frames: stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) };
}
