import type { TestApplication } from '../application.js';

export const organization = {
  account: { timeZone: 'Europe/Amsterdam' },
  departments: [{ ref: 'hq', name: 'HQ' }],
  users: [
    { ref: 'owner', departmentRef: 'hq', roles: [{ role: 'owner' as const }] },
    { ref: 'ann', departmentRef: 'hq' },
    { ref: 'ben', departmentRef: 'hq' },
    { ref: 'left', departmentRef: 'hq', status: 'inactive' as const },
  ],
  courses: [{ ref: 'c', title: 'C' }],
  apiClients: [
    { clientId: 'of-owner', clientSecret: 'secret of owner', userRef: 'owner' },
    { clientId: 'of-ann', clientSecret: 'secret of ann', userRef: 'ann' },
    { clientId: 'of-ben', clientSecret: 'sécret: of+ben & %', userRef: 'ben' },
    { clientId: 'of-left', clientSecret: 'secret of left', userRef: 'left' },
  ],
};

export const tokenAddresses = ['/api/v3/token', '/oauth/token', '/oauth/token/'] as const;

export const grant = {
  grant_type: 'client_credentials',
  client_id: 'of-ann',
  client_secret: 'secret of ann',
};

/** Every call comes from an address of its own, so that wrong secrets of one test do not slow another. */
let calls = 0;

/** Posts a form; an array as value is a parameter given several times. */
export async function postForm(
  app: TestApplication,
  url: string,
  fields: Readonly<Record<string, string | readonly string[]>> | string,
  headers: Readonly<Record<string, string>> = {},
) {
  const parameters = new URLSearchParams();
  if (typeof fields !== 'string') {
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) parameters.append(name, one);
  }
  calls += 1;
  const answer = await app.server.inject({
    method: 'POST',
    url,
    remoteAddress: `10.1.${calls >> 8}.${calls & 255}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: typeof fields === 'string' ? fields : parameters.toString(),
  });
  const text = answer.payload;
  const isJson = String(answer.headers['content-type']).includes('json');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text,
    json: isJson && text ? JSON.parse(text) : undefined,
  };
}

export function basic(id: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

/** A token by client credentials. */
export async function signIn(
  app: TestApplication,
  fields: Readonly<Record<string, string>> = grant,
): Promise<string> {
  const { json } = await postForm(app, '/oauth/token', fields);
  return json.access_token;
}

/** The status of reading courses with this token. */
export async function tryToken(app: TestApplication, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await app.rest(null, 'GET', '/v1/courses', undefined, headers)).status;
}
