import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

/** Only the clock stands still; timers go on. */
const onlyDate = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

const soapBody = (token: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns="https://ispringlearn.com/go/services/api/soap">
    <s:Body><ListEnrollmentsRequest><credentials><token>${token}</token></credentials></ListEnrollmentsRequest></s:Body>
  </s:Envelope>`;

describe('RATE_LIMIT=2', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization, environment: { RATE_LIMIT: '2' } });
    await Promise.all([app.token('owner'), app.token('ann')]);
  });
  afterAll(() => app.close());
  let now = Date.now();
  beforeEach(() => {
    now += 60_000;
    jest.useFakeTimers({ doNotFake: [...onlyDate], now });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const get = (asRef = 'owner') => app.rest(asRef, 'GET', '/v1/courses');

  test('two requests a second pass, the third is 429 and says when to come again', async () => {
    const answers = [await get(), await get(), await get()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    const [first, second, third] = answers;
    const told = (answer = third) =>
      ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'ratelimit-policy', 'ratelimit'].map(
        (name) => String(answer?.headers[name]),
      );
    expect(told(first)).toEqual(['2', '1', '1', '"caller";q=2;w=1', '"caller";r=1;t=1']);
    expect(told(second)).toEqual(['2', '0', '1', '"caller";q=2;w=1', '"caller";r=0;t=1']);
    expect(told(third)).toEqual(['2', '0', '1', '"caller";q=2;w=1', '"caller";r=0;t=1']);
    expect(third?.headers['retry-after']).toBe('1');
    expect(third?.headers['content-type']).toContain('application/problem+json');
    expect(third?.json).toMatchObject({ status: 429, code: 'too_many', title: 'Too many requests' });
    jest.setSystemTime(now + 1_001);
    expect((await get()).status).toBe(200);
  });

  test('each caller has their own', async () => {
    const statuses = [];
    for (const asRef of ['owner', 'owner', 'ann', 'ann', 'owner', 'ann'])
      statuses.push((await get(asRef)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  });

  test('one count over REST and SOAP', async () => {
    const { status: soap } = await app.soap(soapBody(await app.token('owner')));
    expect([soap, (await get()).status]).toEqual([200, 200]);
    const refused = await app.soap(soapBody(await app.token('owner')));
    expect([refused.status, refused.headers['ratelimit-remaining'], refused.headers['retry-after']]).toEqual([
      500,
      '0',
      '1',
    ]);
    expect(refused.text).toContain('too_many');
    expect((await get()).status).toBe(429);
  });

  const graphql = async (query: string, asRef: string | null, authorization?: string) => {
    const answer = await app.server.inject({
      method: 'POST',
      url: '/graphql/',
      headers: {
        'content-type': 'application/json',
        ...(asRef !== null && { authorization: `Bearer ${await app.token(asRef)}` }),
        ...(authorization !== undefined && { authorization }),
      },
      payload: JSON.stringify({ query }),
    });
    const code: string | undefined = answer.json().errors?.[0].extensions.code;
    return { code, headers: answer.headers, answer: answer.json() };
  };

  test('one count over REST and GraphQL, whatever a query asks for', async () => {
    expect((await graphql('{ trainings { ref } users { ref } }', 'owner')).code).toBe(undefined);
    expect((await graphql('{ __typename }', 'owner')).code).toBe(undefined);
    const refused = await graphql('{ trainings { ref } }', 'owner');
    expect(refused.answer).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'TooManyRequests', retryAfter: 1 } }],
    });
    expect([refused.headers['retry-after'], refused.headers['ratelimit-remaining']]).toEqual(['1', '0']);
    expect((await get()).status).toBe(429);
    expect((await graphql('{ trainings { ref } }', 'ann')).code).toBe(undefined);
  });

  test('who asks GraphQL without a token that is good is counted by address', async () => {
    expect((await graphql('{ __schema { queryType { name } } }', null)).code).toBe(undefined);
    expect((await graphql('{ trainings { ref } }', null, 'Bearer wrong')).code).toBe('AuthenticationError');
    for (const query of ['{ __schema { queryType { name } } }', '{ trainings { ref } }', '{'])
      expect((await graphql(query, null)).code).toBe('TooManyRequests');
    expect((await graphql('{ trainings { ref } }', 'owner')).code).toBe(undefined);
    jest.setSystemTime(now + 2_000);
    expect((await graphql('{ __typename }', null)).code).toBe(undefined);
  });

  test('a refused request does nothing, and is refused before its fields are looked at', async () => {
    const body = { learnerRefs: ['bob'], courseRefs: ['plain'], dueDateType: 'unlimited' };
    await get();
    await get();
    expect((await app.rest('owner', 'POST', '/v1/enrollments', body)).status).toBe(429);
    expect((await app.rest('owner', 'POST', '/v1/enrollments', {})).status).toBe(429);
    jest.setSystemTime(now + 2_000);
    expect((await app.rest('owner', 'GET', '/v1/enrollments?learnerRef=bob')).json.items).toEqual([]);
  });

  test('many at once: two pass in each second that the burst touches, the others are refused', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => get()));
    const statuses = answers.map(({ status }) => status);
    const passed = statuses.filter((status) => status === 200).length;
    // A slow machine may see the second turn in the middle of the burst.
    expect([2, 4]).toContain(passed);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10 - passed);
  });

  test('what no caller asks is not counted: health, documents, wrong credentials', async () => {
    for (let time = 0; time < 4; time += 1) {
      expect((await app.rest(null, 'GET', '/health/live')).status).toBe(200);
      expect((await app.rest(null, 'GET', '/openapi.json')).status).toBe(200);
      expect((await app.rest(null, 'GET', '/v1/courses')).status).toBe(401);
    }
    expect((await get()).status).toBe(200);
  });
});

test('without the setting there is no limit and no header', async () => {
  const app = await startApplication({ organization });
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => app.rest('owner', 'GET', '/v1/courses')),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(Object.keys(answers[0]?.headers ?? {}).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
  await app.close();
});
