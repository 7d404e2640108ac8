import cors from '@fastify/cors';
import swagger, { type StaticDocumentSpec } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Gateway } from '../gateway.js';
import type { Settings } from '../settings.js';
import { callerOf } from './caller.js';
import { decode, readIdempotencyKey } from './decode.js';
import { docsTheme } from './docs-theme.js';
import { encode } from './encode.js';
import { sendFailure, sendProblem } from './failure.js';
import { readJsonBodies } from './json-body.js';
import { openapiDocument } from './openapi.js';
import { organizationSchema } from './public-schema.js';
import type { Route } from './route.js';
import { routes } from './routes.js';

interface Options {
  readonly gateway: Gateway;
  readonly settings: Pick<Settings, 'CORS_ORIGINS'>;
}

/** The native REST API under `/v1`, its OpenAPI document at `/openapi.json` and Swagger UI at `/docs`. */
export async function restPlugin(app: FastifyInstance, { gateway, settings }: Options): Promise<void> {
  app.setErrorHandler(sendFailure);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, {
      status: 404,
      code: 'absent',
      detail: 'There is nothing at this address.',
      violations: [],
    }),
  );
  if (settings.CORS_ORIGINS) {
    await app.register(cors, {
      origin: settings.CORS_ORIGINS.split(/\s+/),
      // OPTIONS that is no preflight is answered like one; else it is refused in a form of its own.
      strictPreflight: false,
      methods: [...new Set(routes.map((route) => route.method))],
      exposedHeaders: [
        ...['ETag', 'Link', 'X-Request-Id', 'Idempotency-Replayed', 'Preference-Applied'],
        ...['Retry-After', 'RateLimit', 'RateLimit-Policy'],
      ],
    });
  }
  const document = openapiDocument();
  const specification = { document } as unknown as StaticDocumentSpec;
  await app.register(swagger, { mode: 'static', specification });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: docsTheme,
    uiConfig: {
      persistAuthorization: true,
      deepLinking: true,
      displayRequestDuration: true,
      defaultModelsExpandDepth: 0,
    },
  });
  const schema = organizationSchema();
  app.get('/openapi.json', async () => document);
  app.get('/organization.schema.json', async () => schema);
  app.get('/', async (_request, reply) => reply.redirect('/docs'));

  await app.register(
    async (api) => {
      readJsonBodies(api);
      for (const route of routes) api.route(routeOf(route, gateway));
      for (const path of new Set(routes.map((route) => route.path))) {
        const method = api.supportedMethods.filter((one) => one !== 'HEAD' && !methodsOf(path).includes(one));
        api.route({ method, url: path, handler: notAllowed(path) });
      }
    },
    { prefix: '/v1' },
  );
}

function routeOf(route: Route, gateway: Gateway) {
  return {
    method: route.method,
    url: route.path,
    async handler(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      const caller = await callerOf(request, gateway);
      await this.limitRate(request, reply, caller.userId);
      const idempotencyKey = readIdempotencyKey(request);
      const { input, violations } = decode(route, request);
      const circumstances = { protocol: 'rest', requestId: request.id, idempotencyKey, violations };
      const answer = await gateway.perform(route.operation, caller, input, circumstances);
      return encode(route, answer, input['dryRun'] === true, request, reply);
    },
  };
}

function methodsOf(path: string): readonly string[] {
  return routes.filter((route) => route.path === path).map((route) => route.method);
}

function notAllowed(path: string) {
  const allowed = methodsOf(path).join(', ');
  return async (request: FastifyRequest, reply: FastifyReply) =>
    sendProblem(request, reply.header('allow', allowed), {
      status: 405,
      code: 'method_not_allowed',
      detail: `This address takes ${allowed}.`,
      violations: [],
    });
}
