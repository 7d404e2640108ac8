import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../contract/failure.js';
import type { Gateway } from '../gateway.js';
import { charsetOf } from '../http/charset.js';
import type { Settings } from '../settings.js';
import { decodeText } from '../xml/decode-text.js';
import { readXml } from '../xml/read-xml.js';
import type { XmlElement } from '../xml/xml-element.js';
import { XmlFailure } from '../xml/xml-failure.js';
import { xmlLimits } from '../xml/xml-limits.js';
import { answerTo } from './answer.js';
import type { Binding } from './binding.js';
import { bindingOf } from './bindings.js';
import { callerOf } from './caller.js';
import { decode } from './decode.js';
import { EnvelopeRefused, type Form, formOf, openEnvelope, type SoapRequest, usualForm } from './envelope.js';
import {
  brokenFault,
  clientFault,
  type Fault,
  faultOf,
  faultStatus,
  wireFault,
  writeFault,
  wrongMediaType,
} from './failure.js';
import { isServiceNamespace } from './namespaces.js';
import { wsdlFor } from './wsdl.js';

interface Options {
  readonly gateway: Gateway;
  readonly settings: Pick<
    Settings,
    'PUBLIC_URL' | 'LIMIT_BODY' | 'LIMIT_LEARNERS' | 'LIMIT_COURSES' | 'LIMIT_MEMBERS'
  >;
}

const addresses = ['/soap', '/api/v2/soap/2.0', '/index.php/api/v2/soap/2.0'];
const understood = /^(?:text\/xml|application\/soap\+xml|application\/xml)[ \t]*(?:;|$)/i;

/** The SOAP endpoint: its own address and the vendor's, one WSDL, SOAP 1.1 and 1.2. Whatever happens is answered in XML. */
export async function soapPlugin(app: FastifyInstance, { gateway, settings }: Options): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) =>
    answerFailure(usualForm(contentTypeOf(request)), error, undefined, request, reply),
  );
  const { LIMIT_BODY, LIMIT_LEARNERS, LIMIT_COURSES, LIMIT_MEMBERS } = settings;
  const limits = xmlLimits(LIMIT_BODY, Math.max(LIMIT_LEARNERS + LIMIT_COURSES, LIMIT_MEMBERS));

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    let form = usualForm(contentTypeOf(request));
    let binding: Binding | undefined;
    try {
      const opened = openEnvelope(await readXml(textOf(request), limits), form, besides);
      form = opened.form;
      binding = operationOf(opened);
      const caller = await callerOf(opened.element, request, gateway);
      await app.limitRate(request, reply, caller.userId);
      const brief = !binding.tellsOutcomes;
      const asking = { gateway, caller, circumstances: { protocol: 'soap', requestId: request.id, brief } };
      const decoded = decode(binding, opened.element, opened.beside);
      const body = await answerTo(binding, decoded, asking, form);
      return reply.code(200).header('content-type', form.version.contentType).send(body);
    } catch (error) {
      if (error instanceof EnvelopeRefused) form = error.form;
      if (error instanceof XmlFailure) form = formOf(error.begun, form);
      return answerFailure(form, error, binding, request, reply);
    }
  }

  for (const url of addresses) {
    app.route({ method: 'POST', url, schema: { hide: true }, handler: answer });
    app.route({
      method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'],
      url,
      schema: { hide: true },
      async handler(request, reply) {
        const asked = Object.keys(request.query as object).some((name) => name.toLowerCase() === 'wsdl');
        if ((request.method === 'GET' || request.method === 'HEAD') && asked) {
          return reply
            .header('content-type', 'text/xml; charset=utf-8')
            .send(wsdlFor(request, settings.PUBLIC_URL));
        }
        const message = 'Send SOAP requests with POST; the WSDL is at this address with ?wsdl.';
        const fault = clientFault('invalid', message, []);
        return sendFault(405, usualForm(undefined), fault, request, reply.header('allow', 'POST'));
      },
    });
  }
}

function contentTypeOf(request: FastifyRequest): string | undefined {
  return request.headers['content-type'];
}

function textOf(request: FastifyRequest): string {
  const contentType = contentTypeOf(request) ?? '';
  if (contentType !== '' && !understood.test(contentType)) {
    throw new EnvelopeRefused('Client', wrongMediaType.message, usualForm(undefined), wrongMediaType);
  }
  return decodeText((request.body as Buffer | undefined) ?? Buffer.alloc(0), charsetOf(contentType));
}

/** What may stand beside a request in the Body: only where its binding says so. */
function besides({ name, namespace }: XmlElement): readonly string[] {
  return (isServiceNamespace(namespace) ? bindingOf(name)?.beside : undefined) ?? [];
}

function operationOf({ element, form }: SoapRequest): Binding {
  const binding = isServiceNamespace(element.namespace) ? bindingOf(element.name) : undefined;
  if (!binding) {
    const message = `There is no operation with the request <${element.name.slice(0, 80)}> (line ${element.line}, column ${element.column}) in this namespace.`;
    throw new EnvelopeRefused('Client', message, form, { path: '', rule: 'unknown_operation', message });
  }
  return binding;
}

function faultFor(error: unknown, binding: Binding | undefined, request: FastifyRequest): Fault {
  if (error instanceof Failure) return faultOf(error, binding);
  const fault = wireFault(error, request.routeOptions.bodyLimit);
  if (fault) return fault;
  request.log.error({ error: (error as Error | undefined)?.name }, 'an unexpected error');
  return brokenFault;
}

function answerFailure(
  form: Form,
  error: unknown,
  binding: Binding | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof Failure && error.retryAfter !== undefined)
    reply.header('retry-after', error.retryAfter);
  const fault = faultFor(error, binding, request);
  return sendFault(faultStatus(form, fault), form, fault, request, reply);
}

function sendFault(
  status: number,
  form: Form,
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return reply
    .code(status)
    .header('content-type', form.version.contentType)
    .send(writeFault(form, fault, request.id));
}
