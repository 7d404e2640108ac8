import type { FastifyRequest } from 'fastify';
import { Failure, failureAt, pointer } from '../contract/failure.js';
import { fieldSchema, itemSchema, readScalar } from '../contract/lexical.js';
import { operations } from '../contract/operations.js';
import type { Route } from './routes.js';

/** The plain input of the operation, from path, query, headers and body. */
export function decode(route: Route, request: FastifyRequest): Readonly<Record<string, unknown>> {
  const { input: schema } = operations[route.operation];
  const fields: [string, unknown][] = [];
  for (const [name, text] of Object.entries(request.query as Record<string, string | string[]>)) {
    const field = Object.hasOwn(route.query ?? {}, name) ? (route.query?.[name] ?? name) : name;
    const known =
      route.query && Object.values(route.query).includes(field) && Object.hasOwn(route.query, name);
    if (!known)
      throw failureAt(
        'invalid',
        pointer(name),
        'unknown_field',
        `There is no query parameter ${name.slice(0, 80)}.`,
      );
    fields.push([field, queryValue(text, name, fieldSchema(schema, field))]);
  }
  const id = pathField(route, request);
  if (id) fields.push(id);
  const versions = fieldSchema(schema, 'ifVersion') && readIfMatch(request.headers['if-match']);
  if (versions) fields.push(['ifVersion', versions]);
  return { ...bodyOf(route, request, fields), ...Object.fromEntries(fields) };
}

function queryValue(text: string | string[], name: string, schema: ReturnType<typeof fieldSchema>): unknown {
  if (!schema) return text;
  const item = itemSchema(schema);
  if (item) return (Array.isArray(text) ? text : [text]).map((one) => readScalar(one, item));
  if (Array.isArray(text)) throw failureAt('invalid', pointer(name), 'repeated', `Give ${name} once.`);
  return readScalar(text, schema);
}

function pathField(route: Route, request: FastifyRequest): [string, unknown] | undefined {
  if (!route.id) return undefined;
  const { id } = request.params as { id: string };
  const [field, refField] = route.id;
  return refField && id.startsWith('ref:') ? [refField, id.slice('ref:'.length)] : [field, id];
}

/** The body's fields; one that the path or a header gives does not belong into the body. */
function bodyOf(
  route: Route,
  request: FastifyRequest,
  fields: readonly (readonly [string, unknown])[],
): Readonly<Record<string, unknown>> {
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw failureAt('invalid', '', 'type', 'The body must be a JSON object.');
  }
  const elsewhere = new Set([...(route.id ?? []), 'ifVersion', ...fields.map(([field]) => field)]);
  const misplaced = Object.keys(body).filter((key) => elsewhere.has(key));
  if (misplaced.length > 0) {
    throw new Failure('invalid', 'The body has fields that do not belong there.', {
      violations: misplaced.map((key) => ({
        path: pointer(key),
        rule: 'unknown_field',
        message: 'It does not belong into the body.',
      })),
    });
  }
  return body as Readonly<Record<string, unknown>>;
}

/** The strong entity tags of If-Match (RFC 9110, section 13.1.1); undefined: any will do. A weak one matches nothing. */
function readIfMatch(header: string | undefined): readonly string[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  return [...header.matchAll(/(W\/)?"([^"]*)"/g)].map(([, weak, tag]) => (weak ? '' : (tag ?? '')));
}

/** The key of this very request (draft-ietf-httpapi-idempotency-key-header-06), quoted or bare. */
export function readIdempotencyKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined || request.method !== 'POST') return undefined;
  const text = String(header).trim();
  const [, quoted] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text) ?? [];
  const key = quoted === undefined ? text : quoted.replaceAll(/\\(["\\])/g, '$1');
  if (!/^[\x20-\x7e]{1,255}$/.test(key) || (quoted === undefined && text.includes('"'))) {
    const message = 'Idempotency-Key must have 1 to 255 printable ASCII characters.';
    throw failureAt('invalid', '', 'idempotency_key', message);
  }
  return key;
}
