import { readFileSync } from 'node:fs';
import type { FastifyRequest } from 'fastify';

const placeholder = 'http://127.0.0.1:3000/soap';
const wsdl = readFileSync(new URL('../../wsdl/enrollment.wsdl', import.meta.url), 'utf8');

/** The WSDL, whose address is the one that was asked, or stands under the public URL. */
export function wsdlFor(request: FastifyRequest, publicUrl: string | undefined): string {
  const [path = ''] = request.url.split('?', 1);
  const address = `${publicUrl ?? askedHost(request)}${path.replace(/\/+$/, '')}`;
  return wsdl.replaceAll(placeholder, escaped(address));
}

function askedHost(request: FastifyRequest): string {
  const { protocol, host } = request;
  return /^[\w.-]+(:\d{1,5})?$|^\[[\da-fA-F:.]+\](:\d{1,5})?$/.test(host)
    ? `${protocol}://${host}`
    : new URL(placeholder).origin;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
