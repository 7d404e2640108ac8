import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../contract/failure.js';
import type { Gateway } from '../gateway.js';
import type { Settings } from '../settings.js';
import { decodeText } from '../xml/decode-text.js';
import { readXml } from '../xml/read-xml.js';
import { DEFAULT_XML_LIMITS } from '../xml/xml-limits.js';
import { type Binding, bindingOf } from './bindings.js';
import { callerOf } from './caller.js';
import { decode } from './decode.js';
import { encode } from './encode.js';
import { EnvelopeRefused, type Form, openEnvelope, type SoapRequest, usualForm } from './envelope.js';
import {
  brokenFault,
  clientFault,
  type Fault,
  faultOf,
  faultStatus,
  wireFault,
  writeFault,
} from './failure.js';
import { isServiceNamespace } from './namespaces.js';
import { wsdlFor } from './wsdl.js';

interface Options {
  readonly gateway: Gateway;
  readonly settings: Pick<Settings, 'PUBLIC_URL' | 'LIMIT_BODY'>;
}

const addresses = ['/soap', '/api/v2/soap/2.0'];
const understood = /^(?:text\/xml|application\/soap\+xml|application\/xml)\b/i;

/** The SOAP endpoint: two addresses, one WSDL, SOAP 1.1 and 1.2. Whatever happens is answered in XML. */
export async function soapPlugin(app: FastifyInstance, { gateway, settings }: Options): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) =>
    sendFault(usualForm, faultFor(error, undefined, request), request, reply),
  );
  const limits = { ...DEFAULT_XML_LIMITS, size: settings.LIMIT_BODY };

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    let form = usualForm;
    let binding: Binding | undefined;
    try {
      const opened = openEnvelope(await readXml(textOf(request), limits));
      form = opened.form;
      binding = operationOf(opened);
      const caller = await callerOf(opened.element, request, gateway);
      await app.limitRate(request, reply, caller.userId);
      const { input, violations } = decode(binding, opened.element);
      const circumstances = { protocol: 'soap', requestId: request.id, violations };
      const { output } = await gateway.perform(binding.operation, caller, input, circumstances);
      const body = encode(form, binding.reply(output as never));
      return reply.code(200).header('content-type', form.version.contentType).send(body);
    } catch (error) {
      const known = error instanceof EnvelopeRefused ? error.form : form;
      return sendFault(known, faultFor(error, binding, request), request, reply);
    }
  }

  for (const url of addresses) {
    app.route({ method: 'POST', url, schema: { hide: true }, handler: answer });
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      schema: { hide: true },
      async handler(request, reply) {
        const asked = Object.keys(request.query as object).some((name) => name.toLowerCase() === 'wsdl');
        if (request.method === 'GET' && asked) {
          return reply
            .header('content-type', 'text/xml; charset=utf-8')
            .send(wsdlFor(request, settings.PUBLIC_URL));
        }
        const fault = clientFault(
          'invalid',
          'Send SOAP requests with POST; the WSDL is at this address with ?wsdl.',
          [],
        );
        return reply
          .code(405)
          .header('allow', 'POST')
          .header('content-type', usualForm.version.contentType)
          .send(writeFault(usualForm, fault, request.id));
      },
    });
  }
}

function textOf(request: FastifyRequest): string {
  const contentType = request.headers['content-type'] ?? '';
  if (contentType !== '' && !understood.test(contentType)) {
    const message = 'Send text/xml (SOAP 1.1) or application/soap+xml (SOAP 1.2).';
    throw new EnvelopeRefused('Client', message, usualForm, { path: '', rule: 'media_type', message });
  }
  const [, charset] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType) ?? [];
  return decodeText((request.body as Buffer | undefined) ?? Buffer.alloc(0), charset);
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
  const fault = wireFault(error);
  if (fault) return fault;
  request.log.error({ error: (error as Error | undefined)?.name }, 'an unexpected error');
  return brokenFault;
}

function sendFault(form: Form, fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(faultStatus(form, fault))
    .header('content-type', form.version.contentType)
    .send(writeFault(form, fault, request.id));
}
