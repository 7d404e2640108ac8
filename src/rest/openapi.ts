import { readFileSync } from 'node:fs';
import { fieldSchema } from '../contract/lexical.js';
import type { Operation } from '../contract/operation.js';
import { operations } from '../contract/operations.js';
import { titles } from './failure.js';
import { exampleOfId, type Route } from './routes.js';

type Schema = Record<string, unknown>;
type Groups = readonly (readonly string[])[];

const usualLimits: Readonly<Record<string, number>> = {
  learners: 10_000,
  courses: 1_000,
  enrollments: 10_000,
};

/** Our own keywords in the words of JSON Schema: bounds as they are unless configured, choices as oneOf. */
export function publicSchema(schema: unknown): Schema {
  return translate(schema) as Schema;
}

function translate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translate);
  if (typeof value !== 'object' || value === null) return value;
  const result: Schema = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'limit' && typeof inner === 'string') result['maxItems'] = usualLimits[inner];
    else if (key !== 'exactlyOneOf') result[key] = translate(inner);
  }
  const { exactlyOneOf } = value as { exactlyOneOf?: Groups };
  if (!Array.isArray(exactlyOneOf)) return result;
  const choices = (exactlyOneOf as Groups).map((group) => ({
    oneOf: group.map((field) => ({ required: [field] })),
  }));
  return { ...result, allOf: [...((result['allOf'] as unknown[] | undefined) ?? []), ...choices] };
}

/** The schema of one route as @fastify/swagger takes it. */
export function routeSchema(route: Route): Schema {
  const operation: Operation = operations[route.operation];
  const elsewhere = [...idFields(route), ...Object.values(route.query ?? {}), 'ifVersion'];
  const hasBody = route.method === 'POST' || route.method === 'PATCH';
  return {
    operationId: operationId(route),
    summary: operation.summary,
    description: operation.description,
    tags: [route.tag],
    security: [{ token: [] }],
    ...(route.id ? { params: paramsOf(route, operation) } : {}),
    ...(route.query ? { querystring: queryOf(route, operation) } : {}),
    headers: headersOf(route, operation),
    ...(hasBody ? { body: bodyOf(route, operation, elsewhere) } : {}),
    response: { ...successes(route, operation), ...problems(route, operation) },
  };
}

function idFields(route: Route): readonly string[] {
  return route.id?.filter((field) => field !== undefined) ?? [];
}

/** The operation's own name; the second route of an operation says what it is for. */
function operationId(route: Route): string {
  return route.operation === 'unenroll' && route.method === 'DELETE' ? 'unenrollOne' : route.operation;
}

function paramsOf(route: Route, operation: Operation): Schema {
  const [field = '', refField] = route.id ?? [];
  const { description = '' } = (fieldSchema(operation.input, field) ?? {}) as { description?: string };
  const example = exampleOfId(route);
  const id = {
    type: 'string',
    description: refField ? `${description} Or \`ref:\` and the ref.` : description,
    ...(example ? { examples: [example] } : {}),
  };
  return { type: 'object', properties: { id }, required: ['id'] };
}

function queryOf(route: Route, operation: Operation): Schema {
  const properties = Object.entries(route.query ?? {}).map(
    ([name, field]) => [name, publicSchema(fieldSchema(operation.input, field) ?? {})] as const,
  );
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function headersOf(route: Route, operation: Operation): Schema {
  const text = (description: string) => ({ type: 'string', description });
  return {
    type: 'object',
    properties: {
      ...(route.method === 'POST'
        ? {
            'Idempotency-Key': text(
              'What you call this very request: sending it again within 24 hours gets the first answer.',
            ),
          }
        : {}),
      ...(fieldSchema(operation.input, 'ifVersion') && route.id
        ? { 'If-Match': text('The ETag that you read: refuse with 412 if the enrollment has changed since.') }
        : {}),
      ...(fieldSchema(operation.output, 'version') && route.method === 'GET'
        ? { 'If-None-Match': text('The ETag that you have: answer 304 if it is still the same.') }
        : {}),
      ...(fieldSchema(operation.output, 'outcomes')
        ? { Prefer: text('return=minimal: answer counts and failures only.') }
        : {}),
    },
  };
}

function bodyOf(route: Route, operation: Operation, elsewhere: readonly string[]): Schema {
  const schema = publicSchema(operation.input);
  const properties = Object.entries(schema['properties'] as Schema).filter(
    ([key]) => !elsewhere.includes(key),
  );
  const required = ((schema['required'] as string[] | undefined) ?? []).filter(
    (key) => !elsewhere.includes(key),
  );
  const { required: _all, ...rest } = schema;
  return {
    ...rest,
    ...withoutChoicesOf(elsewhere, rest['allOf'] as readonly Choice[] | undefined),
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    ...(route.example ? { examples: [route.example] } : {}),
  };
}

interface Choice {
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
}

/** A choice between fields of which some are given in the path is narrowed to the others. */
function withoutChoicesOf(elsewhere: readonly string[], allOf: readonly Choice[] | undefined): Schema {
  if (!allOf) return {};
  const single = ['enrollmentId', ...elsewhere];
  return {
    allOf: allOf.map((choice) =>
      choice.oneOf
        ? { oneOf: choice.oneOf.filter(({ required }) => !required.some((field) => single.includes(field))) }
        : choice,
    ),
  };
}

function successes(route: Route, operation: Operation): Schema {
  const { properties, required, ...rest } = publicSchema(operation.output);
  const { version, ...shown } = properties as Schema;
  const schema = {
    ...rest,
    properties: shown,
    required: ((required as string[] | undefined) ?? []).filter((field) => field !== 'version'),
  };
  const etag =
    version === undefined
      ? {}
      : { headers: { ETag: { type: 'string', description: String((version as Schema)['description']) } } };
  const ok = { description: 'Done.', ...etag, content: { 'application/json': { schema } } };
  if (!route.created) return { 200: ok };
  if (route.operation === 'createApiClient') return { 201: { ...ok, description: 'Created.' } };
  return {
    200: { ...ok, description: 'Nothing is new, or a dry run.' },
    201: { ...ok, description: 'Somebody is enrolled who was not before.' },
  };
}

function problems(route: Route, operation: Operation): Schema {
  const statuses = [400, 401, 403, 429, 500, 503];
  if (route.id) statuses.push(404);
  if (operation.changes) statuses.push(409);
  if (fieldSchema(operation.input, 'ifVersion') && route.id) statuses.push(412);
  if (route.method === 'POST' || route.method === 'PATCH') statuses.push(413, 415);
  if (route.method === 'POST') statuses.push(422);
  return Object.fromEntries(
    statuses.sort().map((status) => [
      status,
      {
        description: titles[status],
        content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
      },
    ]),
  );
}

/** What every failure looks like (RFC 9457). */
export const Problem = {
  $id: 'Problem',
  type: 'object',
  description: 'What went wrong (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId', 'violations'],
  properties: {
    type: { type: 'string', description: 'A URN that ends in the code.' },
    title: { type: 'string', description: 'The kind of problem in words.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'This problem in words.' },
    code: { type: 'string', description: 'The same word over every protocol: invalid, forbidden, absent…' },
    requestId: { type: 'string', format: 'uuid', description: 'What the log knows this request by.' },
    violations: {
      type: 'array',
      description: 'Every rule that the request breaks.',
      items: {
        type: 'object',
        required: ['path', 'rule', 'message'],
        properties: {
          path: { type: 'string', description: 'JSON pointer to the place in the request.' },
          rule: { type: 'string', description: 'Name of the rule.' },
          message: { type: 'string', description: 'The same in words.' },
        },
      },
    },
    linkedVia: {
      type: 'array',
      description: 'The reasons other than a direct grant for which a learner is enrolled.',
      items: {
        type: 'object',
        properties: { kind: { type: 'string' }, since: { type: 'string', format: 'date-time' } },
      },
    },
  },
} as const;

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The document around the operations. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Matricula',
    version,
    description:
      'Enrollment gateway: who must learn what, why and by when. Get a token from `POST /api/v3/token` (client credentials) or from the command line, press Authorize, and try. Every list is paged by `cursor`; every failure is a problem with a `code` and the places that are wrong; every POST can be repeated safely with an `Idempotency-Key`; `?dryRun=true` shows what would happen.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'This server' }],
  tags: [
    { name: 'Enrollments', description: 'Who learns what, until when, and why.' },
    { name: 'Catalogue', description: 'Courses and the trainings inside them.' },
    { name: 'Organisation', description: 'People and departments.' },
    { name: 'Operation', description: 'Audit, API clients, tokens.' },
  ],
  components: {
    securitySchemes: {
      token: { type: 'http' as const, scheme: 'bearer', description: 'An access token.' },
    },
  },
};
