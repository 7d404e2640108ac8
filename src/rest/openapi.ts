import { readFileSync } from 'node:fs';
import { fieldSchema } from '../contract/lexical.js';
import type { Operation } from '../contract/operation.js';
import { operations } from '../contract/operations.js';
import { packageRoot } from '../package-root.js';
import { exampleBodies, exampleId } from './example-requests.js';
import { headerReferences, Problem, problemReference, problemResponses } from './problems.js';
import { namedSchemas, publicSchema, type Schema } from './public-schema.js';
import { always, type Route } from './route.js';
import { routes } from './routes.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
  version: string;
};

/** The OpenAPI document: what the routes and the contract say, and nothing else. */
export function openapiDocument(): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Matricula',
      version,
      summary: 'Enrollment gateway: who must learn what, why and by when.',
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This server' }],
    security: [{ token: [] }],
    tags: [
      { name: 'Enrollments', description: 'Who learns what, until when, and why.' },
      { name: 'Catalogue', description: 'Courses and the trainings inside them.' },
      {
        name: 'Trainings',
        description: 'Who takes part in trainings, in which session, and how far they are.',
      },
      {
        name: 'Offers',
        description: 'What users register for: offers, their events, and who is enrolled in them.',
      },
      { name: 'Organisation', description: 'People and departments.' },
      { name: 'Operation', description: 'Audit, API clients, tokens.' },
    ],
    paths: paths(),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An access token: paste it without “Bearer”.' },
      },
      schemas: { ...namedSchemas(), Problem },
      responses: problemResponses(),
      headers,
    },
  };
}

const introduction = `Get a token from \`POST /api/v3/token\` (client credentials) or from the command line, press **Authorize**, and try.

- Everything is addressed by \`id\` or by \`ref\`, the caller's own key; in a path a ref is \`ref:…\`.
- A list is \`{items, nextCursor}\`: ask again with \`cursor\` until \`nextCursor\` is null, or follow \`Link\`.
- Every failure is a problem (RFC 9457) with a \`code\` and the places that are wrong.
- Every POST can be repeated safely with an \`Idempotency-Key\`.
- \`?dryRun=true\` tells what would happen, and does nothing.
- \`X-Request-Id\`, a UUID, may be given; it is answered, logged and kept in the audit.`;

const header = (type: string, description: string) => ({ description, schema: { type } });

const headers = {
  'X-Request-Id': header('string', 'What the log and the audit know this request by.'),
  ETag: header('string', 'The version of the thing, for If-Match and If-None-Match.'),
  Link: header('string', 'The next page (RFC 8288, rel="next"); absent on the last one.'),
  'Idempotency-Replayed': header(
    'string',
    '`true`: this is the answer that the first request of this key got.',
  ),
  'Preference-Applied': header('string', '`return=minimal` where it was asked for.'),
  'WWW-Authenticate': header('string', 'How to present credentials (RFC 6750).'),
  'Retry-After': header('integer', 'Seconds after which another try makes sense.'),
  RateLimit: header('string', 'What is left of the rate limit: r requests for t seconds.'),
  'RateLimit-Policy': header('string', 'The rate limit: q requests in w seconds.'),
};

function paths(): Schema {
  const result: Record<string, Schema> = {};
  for (const route of routes) {
    const path = `/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const known = result[path] ?? {};
    result[path] = { ...known, [route.method.toLowerCase()]: operationOf(route) };
  }
  return result;
}

function operationOf(route: Route): Schema {
  const operation: Operation = operations[route.operation];
  const body = requestBody(route, operation);
  return {
    operationId: operationId(route),
    summary: operation.summary,
    description: operation.description,
    tags: [route.tag],
    security: [{ token: [] }],
    parameters: [
      ...pathParameters(route, operation),
      ...queryParameters(route, operation),
      ...headerParameters(route, operation),
    ],
    ...(body ? { requestBody: body } : {}),
    responses: { ...successes(route, operation), ...failures(route, operation) },
  };
}

/** The operation's own name; the second route of an operation says what it is for. */
function operationId(route: Route): string {
  return route.operation === 'unenroll' && route.method === 'DELETE' ? 'unenrollOne' : route.operation;
}

function pathParameters(route: Route, { input }: Operation): Schema[] {
  if (!route.id) return [];
  const [field, refField] = route.id;
  const { description = '' } = (fieldSchema(input, field) ?? {}) as { description?: string };
  const example = exampleId(route);
  return [
    {
      name: 'id',
      in: 'path',
      required: true,
      description: refField ? `${description} Or \`ref:\` and the ref.` : description,
      schema: { type: 'string', minLength: 1 },
      ...(example ? { example } : {}),
    },
  ];
}

function queryParameters(route: Route, { input }: Operation): Schema[] {
  return Object.entries(route.query ?? {}).map(([name, field]) => {
    const { description, ...schema } = publicSchema(fieldSchema(input, field) ?? {});
    return { name, in: 'query', description, schema };
  });
}

function headerParameters(route: Route, { input, output }: Operation): Schema[] {
  const text = (name: string, description: string, more: Schema = {}) => [
    { name, in: 'header', description, schema: { type: 'string', ...more } },
  ];
  return [
    ...(route.method === 'POST'
      ? text(
          'Idempotency-Key',
          'What you call this very request, 1 to 255 printable ASCII characters: asking again within 24 hours gets the first answer.',
          { maxLength: 257 },
        )
      : []),
    ...(route.id && fieldSchema(input, 'ifVersion')
      ? text('If-Match', 'The ETag that you read: refuses with 412 if the enrollment has changed since.')
      : []),
    ...(fieldSchema(output, 'version') && route.method === 'GET'
      ? text('If-None-Match', 'The ETag that you have: answers 304 if it is still the same.')
      : []),
    ...(fieldSchema(output, 'outcomes')
      ? text('Prefer', '`return=minimal`: answers counts and failures only.')
      : []),
  ];
}

function requestBody(route: Route, { input }: Operation): Schema | undefined {
  if (route.method === 'GET' || route.method === 'DELETE') return undefined;
  const elsewhere = [...(route.id ?? []), ...otherNames(route, input), 'ifVersion'];
  const { properties, required = [], allOf, ...rest } = publicSchema(input);
  const own = Object.entries(properties as Schema).filter(([field]) => !elsewhere.includes(field));
  if (own.length === 0) return undefined;
  const needed = (required as string[]).filter((field) => !elsewhere.includes(field));
  const conditions = narrowed(elsewhere, allOf as readonly Choice[] | undefined);
  const examples = exampleBodies(route);
  const schema = {
    ...rest,
    properties: Object.fromEntries(own),
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(conditions.length > 0 ? { allOf: conditions } : {}),
  };
  return { required: true, content: { 'application/json': { schema, ...(examples ? { examples } : {}) } } };
}

/** Fields that would name the thing otherwise than the path does. */
function otherNames({ id }: Route, input: unknown): readonly string[] {
  const { exactlyOneOf = [] } = input as { exactlyOneOf?: readonly (readonly string[])[] };
  return exactlyOneOf.find((fields) => fields.includes(id?.[0] ?? '')) ?? [];
}

interface Choice {
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
}

/** A choice between fields of which some are given elsewhere is narrowed to the others; it goes where none are left. */
function narrowed(elsewhere: readonly (string | undefined)[], allOf: readonly Choice[] = []): Choice[] {
  return allOf.flatMap(({ oneOf, ...condition }) => {
    if (!oneOf) return [condition];
    const left = oneOf.filter(({ required }) => !required.some((field) => elsewhere.includes(field)));
    return left.length > 0 ? [{ oneOf: left }] : [];
  });
}

function successes(route: Route, operation: Operation): Schema {
  const names = ['X-Request-Id'];
  if (fieldSchema(operation.output, 'version')) names.push('ETag');
  if (fieldSchema(operation.output, 'nextCursor')) names.push('Link');
  if (fieldSchema(operation.output, 'outcomes')) names.push('Preference-Applied');
  if (route.method === 'POST') names.push('Idempotency-Replayed');
  const answer = (description: string) => ({
    description,
    headers: headerReferences(names),
    content: { 'application/json': { schema: publicSchema(operation.output) } },
  });
  if (route.created === always) {
    const dry = fieldSchema(operation.input, 'dryRun') ? { 200: answer('It was a dry run.') } : {};
    return { ...dry, 201: answer('Created.') };
  }
  if (route.created) {
    return {
      200: answer('Nothing is new, or it was a dry run.'),
      201: answer('Somebody is enrolled who was not before.'),
    };
  }
  const unchanged = { description: 'Still the same.', headers: headerReferences(['X-Request-Id', 'ETag']) };
  return {
    200: answer('Done.'),
    ...(names.includes('ETag') && route.method === 'GET' ? { 304: unchanged } : {}),
  };
}

function failures(route: Route, operation: Operation): Schema {
  const statuses = [400, 401, 403, 429, 500, 503];
  if (route.id || fieldSchema(operation.input, 'enrollmentId')) statuses.push(404);
  // Also where none is asked for, a body may be sent that cannot be read.
  if (operation.changes || route.method !== 'GET') statuses.push(409, 413, 415);
  else if (takesBoundedList(operation)) statuses.push(413);
  if (route.id && fieldSchema(operation.input, 'ifVersion')) statuses.push(412);
  if (route.method === 'POST') statuses.push(422);
  return Object.fromEntries(
    statuses.sort((a, b) => a - b).map((status) => [status, problemReference(status)]),
  );
}

function takesBoundedList({ input }: Operation): boolean {
  const { properties = {} } = input as { properties?: Record<string, { limit?: string; maxItems?: number }> };
  return Object.values(properties).some(({ limit, maxItems = 0 }) => limit !== undefined || maxItems > 100);
}
