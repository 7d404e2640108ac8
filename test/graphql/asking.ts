import type { TestApplication } from '../application.js';

export interface GraphqlAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered.
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered.
  readonly errors: any;
}

/** Asks as the user of a ref; `null`: without credentials. */
export async function askGraphql(
  app: TestApplication,
  as: string | null,
  query: string,
  variables?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphqlAnswer> {
  const answer = await app.server.inject({
    method: 'POST',
    url: '/graphql/',
    headers: {
      'content-type': 'application/json',
      ...(as === null ? {} : { authorization: `Bearer ${await app.token(as)}` }),
      ...headers,
    },
    payload: JSON.stringify({ query, variables }),
  });
  const { data, errors } = JSON.parse(answer.payload);
  return { status: answer.statusCode, data, errors };
}
