import type { FastifyRequest } from 'fastify';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a header: UTF-8 where its bytes are that, as clients of today send it, else ISO-8859-1. */
export function headerText(request: FastifyRequest, name: string): string | undefined {
  const given = request.headers[name];
  if (typeof given !== 'string') return undefined;
  const bytes = Buffer.from(given, 'latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return given;
  }
}

/** The header that says a field, by the vendor's rule: `departmentId` is said by `x-department-id`. */
export function headerOf(field: string): string {
  const words = field.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2');
  return `x-${words.toLowerCase()}`;
}
