import { readFileSync } from 'node:fs';
import type { FastifyRequest } from 'fastify';
import { packageRoot } from '../package-root.js';

const placeholder = 'http://127.0.0.1:3000/soap';
const wsdl = readFileSync(new URL('wsdl/enrollment.wsdl', packageRoot), 'utf8');

/** The WSDL, whose address is the one that was asked, or stands under the public URL. */
export function wsdlFor(request: FastifyRequest, publicUrl: string | undefined): string {
  // The route's own path: the one in the request may be percent-encoded, or a whole URL.
  const address = escaped(`${publicUrl ?? askedHost(request)}${request.routeOptions.url ?? ''}`);
  return wsdl.replaceAll(placeholder, () => address);
}

function askedHost(request: FastifyRequest): string {
  const { host } = request;
  const protocol = request.protocol === 'https' ? 'https' : 'http';
  return /^[\w.-]+(:\d{1,5})?$|^\[[\da-fA-F:.]+\](:\d{1,5})?$/.test(host)
    ? `${protocol}://${host}`
    : `http://${reached(request.socket)}`;
}

/** Where a client arrived that names no host, as in HTTP/1.0, or none that can be one. */
function reached({ localAddress, localPort }: FastifyRequest['socket']): string {
  if (localAddress === undefined) return new URL(placeholder).host;
  const address = localAddress.replace(/^::ffff:/, '');
  return `${address.includes(':') ? `[${address}]` : address}:${localPort}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
