import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  GraphQLEnumType,
  GraphQLError,
  type GraphQLFormattedError,
  NoSchemaIntrospectionCustomRule,
  parse,
} from 'graphql';
import mercurius from 'mercurius';
import { Failure } from '../contract/failure.js';
import type { Gateway } from '../gateway.js';
import { readJson } from '../http/read-json.js';
import { packageRoot } from '../package-root.js';
import type { Settings } from '../settings.js';
import { askingOf, type Context } from './asking.js';
import { type Asked, readBody } from './decode.js';
import { errorOf, refusedQuery } from './failure.js';
import { enrollmentMutations, enrollmentQueries, offerLoaders } from './fields-enrollments.js';
import { groupLoaders, groupMutations, groupQueries } from './fields-groups.js';
import { offerMutations, offerQueries } from './fields-offers.js';
import { trainingMutations, trainingQueries } from './fields-trainings.js';
import { userMutations, userQueries } from './fields-users.js';
import { graphiqlPage } from './graphiql.js';
import { excessOf } from './limits.js';
import { trainingLoaders } from './loaders-trainings.js';
import { asOfToday } from './older-forms.js';
import { plainFields } from './plain-fields.js';
import { scalars } from './scalars.js';

interface Options {
  readonly gateway: Gateway;
  readonly settings: Pick<
    Settings,
    'GRAPHQL_INTROSPECTION' | 'GRAPHQL_DEPTH' | 'GRAPHQL_FIELDS' | 'GRAPHQL_COMPLEXITY'
  >;
}

/** Tokens of one document: a list of 10,000 ids written into it is one of 10,000. */
const tokensAtMost = 100_000;

const schema = readFileSync(new URL('src/graphql/schema.graphql', packageRoot), 'utf8');

/** GraphQL at `/graphql/` and `/graphql`, and GraphiQL at `/graphiql`. */
export async function graphqlPlugin(app: FastifyInstance, { gateway, settings }: Options): Promise<void> {
  const words = { languages: new Set<string>() };
  await app.register(mercurius, {
    schema,
    routes: false,
    graphiql: false,
    // Queries with lists of people in them are no use to be remembered.
    cache: false,
    validationRules: settings.GRAPHQL_INTROSPECTION ? [] : [NoSchemaIntrospectionCustomRule],
    errorFormatter: (execution, context) => ({
      statusCode: 200,
      response: {
        data: execution.data ?? null,
        errors: (execution.errors ?? []).map((error) => told(error, (context as unknown as Context).reply)),
      },
    }),
    resolvers: {
      ...scalars,
      Condition: { resolveType: () => 'AbsoluteDateCondition' },
      Query: {
        ...plainFields('Query'),
        ...trainingQueries,
        ...userQueries(words),
        ...groupQueries,
        ...offerQueries,
        ...enrollmentQueries,
      },
      Mutation: {
        ...plainFields('Mutation'),
        ...trainingMutations,
        ...userMutations(words),
        ...groupMutations,
        ...offerMutations,
        ...enrollmentMutations,
      },
    } as never,
    loaders: {
      Training: trainingLoaders(words),
      Group: groupLoaders(words),
      ...offerLoaders(words),
    } as never,
  });
  const languages = app.graphql.schema.getType('Language');
  if (languages instanceof GraphQLEnumType)
    for (const { name } of languages.getValues()) words.languages.add(name);

  app.setErrorHandler(sendError);
  app.removeAllContentTypeParsers();
  // Clients of Pluvo send JSON and call it a form.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  // The server takes addresses with and without a slash at the end alike.
  const url = '/graphql';
  app.post(url, async (request, reply) => {
    const { asked, isBatch } = readBody(request.body);
    const answers = [];
    for (const one of asked) answers.push(await answerTo(one, request, reply));
    return reply
      .code(200)
      .header('content-type', 'application/json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(isBatch ? answers : answers[0]);
  });
  const method = app.supportedMethods.filter((one) => one !== 'POST' && one !== 'HEAD');
  app.route({
    method,
    url,
    handler: async (request, reply) => {
      const error = refusedQuery('This address takes POST; GraphiQL is at /graphiql.');
      return reply
        .code(405)
        .header('allow', 'POST')
        .send({ errors: [errorOf(error, request.id)] });
    },
  });
  await app.register(graphiqlPage);

  async function answerTo(
    { query, variables, operationName }: Asked,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    try {
      const context = askingOf(gateway, request, reply);
      await context.count();
      const document = documentOf(query);
      const excess = excessOf(document, variables, {
        depth: settings.GRAPHQL_DEPTH,
        fields: settings.GRAPHQL_FIELDS,
        complexity: settings.GRAPHQL_COMPLEXITY,
      });
      if (excess !== undefined) throw refusedQuery(excess, 'TooLarge');
      // What nothing is older in is read once more, with the lines that errors point to.
      const today = asOfToday(document, query, app.graphql.schema);
      const source = (today === document ? query : today) as string;
      return await reply.graphql(source, context as never, { ...variables }, operationName);
    } catch (error) {
      const errors = (error as { readonly errors?: unknown }).errors;
      const all = Array.isArray(errors) && errors.length > 0 ? errors : [error];
      return { data: null, errors: all.map((one) => told(one, reply)) };
    }
  }
}

/** Logs what nobody expected, and tells the caller no more of it than where the log knows more. */
function told(error: unknown, reply: FastifyReply): GraphQLFormattedError {
  const { request } = reply;
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (cause instanceof Failure && cause.retryAfter !== undefined)
    reply.header('retry-after', cause.retryAfter);
  if (!(cause instanceof Failure) && !(cause instanceof GraphQLError))
    request.log.error({ error: (cause as Error | undefined)?.name }, 'an unexpected error');
  return errorOf(error, request.id).toJSON();
}

function documentOf(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: tokensAtMost, noLocation: true });
  } catch (error) {
    // Nested so deeply that reading it runs out of room.
    if (error instanceof RangeError) throw refusedQuery('The query is nested too deeply.', 'TooLarge');
    const { message } = error as Error;
    throw /tokens/.test(message) ? refusedQuery('The query has too many words.', 'TooLarge') : error;
  }
}

/** What goes wrong before a query is looked at. */
function sendError(error: unknown, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode = 500, message } = error as { readonly statusCode?: number; readonly message: string };
  const isWire = !(error instanceof Failure) && statusCode >= 400 && statusCode < 500;
  const status = error instanceof Failure ? 400 : isWire ? statusCode : 500;
  const shown = isWire ? refusedQuery(message, statusCode === 413 ? 'TooLarge' : 'BadInput') : error;
  return reply
    .code(error instanceof Failure && error.code === 'too_large' ? 413 : status)
    .header('content-type', 'application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ errors: [told(shown, reply)] });
}
