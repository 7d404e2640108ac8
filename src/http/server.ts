import { randomUUID } from 'node:crypto';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { Failure } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import type { Settings } from '../settings.js';
import { discardRest } from './discard-rest.js';
import { healthPlugin } from './health.js';
import { inflateBodies } from './inflate-bodies.js';
import { metricsPlugin } from './metrics.js';
import { limitRates } from './rate-limit.js';
import { refuseConnections, type Unreadable } from './refuse-connections.js';
import { securityHeaders } from './security-headers.js';

/** What is answered where no dialect could be asked. */
export interface Refusals {
  /** To an address that cannot be read. */
  readonly request: (error: unknown, request: FastifyRequest, reply: FastifyReply) => unknown;
  readonly connection: Unreadable;
}

/** What every HTTP dialect stands in: request ids, security headers, compressed bodies, health, metrics, the log. */
export async function httpServer(
  settings: Settings,
  log: Logger<never>,
  ping: () => Promise<void>,
  refusals: Refusals,
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log.child({}, { serializers: { err: describeError } }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // The proxy in front and no other: what came before it in X-Forwarded-For anybody can make up.
    trustProxy: settings.TRUST_PROXY && ((_address, hop) => hop === 0),
    bodyLimit: settings.LIMIT_BODY,
    // A busy machine may take its time to start.
    pluginTimeout: 60_000,
    // A client that sends slower than this ties up a connection on purpose.
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    // Dialects refuse in their own form, see below.
    return503OnClosing: false,
    clientErrorHandler: refuseConnections(refusals.connection, log),
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && isUuid(given) ? given.toLowerCase() : randomUUID();
    },
    // An address that cannot be read: no hook has run and no dialect is found.
    frameworkErrors: (error, request, reply) => {
      refusals.request(error, request, reply.header('x-request-id', request.id));
      logRequest(request, reply);
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
  });

  // Hooks call back rather than promise: each promise is a turn that every request takes.
  const headers = securityHeaders();
  let stopping = false;
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    if (!stopping || request.url.startsWith('/health/')) done();
    else done(new Failure('unavailable', 'This server is about to stop.', { retryAfter: 1 }));
  });
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // A connection that stays open after its last answer would hold up the end.
    if (stopping) reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply);
    done();
  });
  app.setErrorHandler(refusals.request);
  inflateBodies(app, settings.LIMIT_BODY);
  discardRest(app, settings.LIMIT_BODY);
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
