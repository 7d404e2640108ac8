import type { FastifyRequest } from 'fastify';
import { checkFieldCount } from '../contract/check.js';
import { failureAt, pointer, type Violation } from '../contract/failure.js';
import { fieldSchema, itemSchema, readScalar } from '../contract/lexical.js';
import { operations } from '../contract/operations.js';
import type { Route } from './route.js';

type Field = readonly [name: string, value: unknown];

export interface Decoded {
  readonly input: Readonly<Record<string, unknown>>;
  /** What does not belong where it stands, with its place. */
  readonly violations: readonly Violation[];
}

/** The plain input of the operation, from path, query, headers and body. */
export function decode(route: Route, request: FastifyRequest): Decoded {
  const violations: Violation[] = [];
  const fields = new Map([
    ...queryFields(route, request, violations),
    ...pathFields(route, request),
    ...headerFields(route, request),
  ]);
  const elsewhere = new Set([...(route.id ?? []), 'ifVersion']);
  for (const [key, value] of Object.entries(bodyOf(request))) {
    if (elsewhere.has(key)) violations.push(misplaced(key, 'It does not belong into the body.'));
    else if (fields.has(key)) violations.push(misplaced(key, 'Give it in the query or in the body.'));
    else fields.set(key, value);
  }
  return { input: Object.fromEntries(fields), violations };
}

function misplaced(key: string, message: string): Violation {
  return { path: pointer(key), rule: 'unknown_field', message };
}

function queryFields(route: Route, request: FastifyRequest, violations: Violation[]): Field[] {
  const { input: schema } = operations[route.operation];
  const given = Object.entries(request.query as Record<string, string | string[]>);
  return given.flatMap(([name, text]): Field[] => {
    const field = Object.hasOwn(route.query ?? {}, name) ? route.query?.[name] : undefined;
    const expected = field === undefined ? undefined : fieldSchema(schema, field);
    if (field === undefined || !expected) {
      const message = `There is no query parameter ${name.slice(0, 80)}.`;
      violations.push({ path: pointer(name), rule: 'unknown_field', message });
      return [];
    }
    const item = itemSchema(expected);
    if (item) return [[field, [text].flat().map((one) => readScalar(one, item))]];
    if (!Array.isArray(text)) return [[field, readScalar(text, expected)] as const];
    violations.push({ path: pointer(field), rule: 'repeated', message: `Give ${name} once.` });
    return [];
  });
}

function pathFields(route: Route, request: FastifyRequest): Field[] {
  if (!route.id) return [];
  const { id } = request.params as { id: string };
  const [field, refField] = route.id;
  return [refField && id.startsWith('ref:') ? [refField, id.slice('ref:'.length)] : [field, id]];
}

function headerFields(route: Route, request: FastifyRequest): Field[] {
  const versioned = route.id && fieldSchema(operations[route.operation].input, 'ifVersion');
  const versions = versioned && readIfMatch(request.headers['if-match']);
  return versions ? [['ifVersion', versions]] : [];
}

/** The fields of the body; a request without a body has none. */
function bodyOf({ body }: FastifyRequest): object {
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw failureAt('invalid', '', 'type', 'The body must be a JSON object.');
  }
  checkFieldCount(body);
  return body;
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
