import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../contract/failure.js';
import { operations } from '../contract/operations.js';
import { readAsSchema } from '../contract/read-as-schema.js';
import type { Gateway } from '../gateway.js';
import type { Settings } from '../settings.js';
import { type XmlLimits, xmlLimits } from '../xml/xml-limits.js';
import type { Ask, Asked, Binding } from './binding.js';
import { bindings } from './bindings.js';
import { readBody } from './body.js';
import { callerOf } from './caller.js';
import { decode } from './decode.js';
import { encode } from './encode.js';
import { sendError, sendFailure } from './failure.js';
import { headerText } from './header-text.js';
import { type Stranger, strangers } from './strangers.js';

interface Options {
  readonly gateway: Gateway;
  readonly settings: Pick<Settings, 'LIMIT_BODY' | 'LIMIT_LEARNERS' | 'LIMIT_COURSES' | 'LIMIT_MEMBERS'>;
}

/** Where the vendor's clients look for the same calls. */
const prefixes = ['', '/api/v2', '/index.php/api/v2'];

/** Whether an address, read or not, stands under a prefix that is this dialect's own. */
export function isOurs(url: string): boolean {
  return prefixes.some((prefix) => prefix !== '' && url.startsWith(`${prefix}/`));
}

/**
 * The REST API of iSpring Learn, for integrations that were written for it. Whatever stands under a prefix of its own
 * is answered in its form; of the addresses without one, only those that it has.
 */
export async function ispringPlugin(app: FastifyInstance, { gateway, settings }: Options): Promise<void> {
  const { LIMIT_BODY, LIMIT_LEARNERS, LIMIT_COURSES, LIMIT_MEMBERS } = settings;
  const limits = xmlLimits(LIMIT_BODY, Math.max(LIMIT_LEARNERS + LIMIT_COURSES, LIMIT_MEMBERS));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => sendFailure(error, request, reply));
  for (const prefix of prefixes) {
    await app.register(
      async (scope) => {
        for (const binding of bindings) scope.route(routeOf(binding, gateway, limits));
        for (const stranger of strangers) scope.route(strangerRoute(stranger, gateway));
        refuseOtherMethods(scope);
        if (prefix !== '') scope.setNotFoundHandler(nothingThere);
      },
      { prefix },
    );
  }
}

function routeOf(binding: Binding, gateway: Gateway, limits: XmlLimits) {
  return {
    method: binding.method,
    url: binding.path,
    async handler(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      try {
        const body = await readBody(request, limits);
        const caller = await callerOf(request, gateway);
        await this.limitRate(request, reply, caller.userId);
        const { fields, violations } = await decode(binding, body, request, limits);
        if (violations.length > 0) throw new Failure('invalid', 'The request is not valid.', { violations });
        const circumstances = { protocol: 'ispring', requestId: request.id, brief: true };
        const ask: Ask = async (operation, input) => {
          const read = readAsSchema(input, operations[operation].input);
          return (await gateway.perform(operation, caller, read, circumstances)).output;
        };
        return await encode(await binding.perform(askedOf(request, fields), ask), request, reply);
      } catch (error) {
        return sendFailure(error, request, reply, binding);
      }
    },
  };
}

function askedOf(request: FastifyRequest, fields: Asked['fields']): Asked {
  return {
    part: (name) => (request.params as Readonly<Record<string, string>>)[name] ?? '',
    fields,
    returnsObject: /^(?:true|1)$/i.test(headerText(request, 'x-return-object')?.trim() ?? ''),
  };
}

/** What there is no notion of here: it is said to whoever is recognised. */
function strangerRoute({ method, path, answer }: Stranger, gateway: Gateway) {
  return {
    method: [...method],
    url: path,
    async handler(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
      const caller = await callerOf(request, gateway);
      await this.limitRate(request, reply, caller.userId);
      return await encode(answer(), request, reply);
    },
  };
}

function refuseOtherMethods(scope: FastifyInstance): void {
  const taken = new Map<string, string[]>();
  for (const { method, path } of [...bindings, ...strangers]) {
    taken.set(path, [...(taken.get(path) ?? []), ...[method].flat()]);
  }
  for (const [url, methods] of taken) {
    const method = scope.supportedMethods.filter((one) => one !== 'HEAD' && !methods.includes(one));
    if (method.length === 0) continue;
    const allowed = methods.join(', ');
    scope.route({
      method,
      url,
      handler: async (request, reply) =>
        sendError(request, reply.header('allow', allowed), 405, `This address takes ${allowed}.`),
    });
  }
}

async function nothingThere(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendError(request, reply, 404, 'There is nothing at this address.');
}
