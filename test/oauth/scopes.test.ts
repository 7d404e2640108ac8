import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountPermissions, assignablePermissions } from '../../src/contract/permission.js';
import { scopes } from '../../src/contract/scope.js';
import { scopesOf } from '../../src/permission/token-scope.js';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from '../rest/organization.js';
import { envelope, request } from '../soap/envelopes.js';

const client = { clientId: 'hr', clientSecret: 'a secret of an integration', userRef: 'admin' };

describe('scopes', () => {
  test('each permission is carried by some, and each carries some', () => {
    const permissions = [...assignablePermissions, ...accountPermissions];
    expect(Object.keys(scopesOf).sort()).toEqual([...permissions].sort());
    expect(Object.values(scopesOf).every((some) => some.length > 0)).toBe(true);
    for (const scope of scopes) expect(Object.values(scopesOf).flat()).toContain(scope);
  });
});

describeOnEngines('tokens with scopes', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({
      engine,
      organization: {
        ...organization,
        apiClients: [client],
        profileFields: [{ name: 'team', label: 'Team', type: 'text' }],
      },
    });
  });
  afterAll(() => app.close());

  const grant = async (scope?: string, url = '/oauth/token/') => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      ...(scope === undefined ? {} : { scope }),
    });
    const answer = await app.server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    });
    return { status: answer.statusCode, json: answer.json() };
  };
  const rest = (token: string, method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) =>
    app.rest(null, method, `/v1${path}`, body, { authorization: `Bearer ${token}` });
  const graphql = async (token: string, query: string) =>
    (
      await app.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        payload: { query },
      })
    ).json();

  test('are told in the reply, may be asked for at both addresses, and an unknown one refuses the request', async () => {
    expect((await grant('trainings.read  users.read')).json.scope).toBe('trainings.read users.read');
    expect((await grant()).json.scope).toBe('');
    expect((await grant('trainings.read', '/api/v3/token')).status).toBe(200);
    expect(await grant('trainings.read everything')).toMatchObject({
      status: 400,
      json: { error: 'invalid_scope' },
    });
  });

  test('limit what the token may do, over every protocol', async () => {
    const token = (await grant('trainings.read')).json.access_token;
    expect((await rest(token, 'GET', '/trainings')).status).toBe(200);
    const { status, json } = await rest(token, 'GET', '/users');
    expect([status, json.detail]).toEqual([403, 'The token lacks the scope users.read or users.write.']);
    expect((await rest(token, 'POST', '/trainings', { title: 'x' })).status).toBe(403);
    expect(
      (
        await rest(token, 'POST', '/enrollments', {
          courseRefs: ['plain'],
          learnerRefs: ['ann'],
          dueDateType: 'unlimited',
        })
      ).status,
    ).toBe(403);
    expect((await graphql(token, '{ paginatedTrainings { count } }')).errors).toBe(undefined);
    expect((await graphql(token, '{ users { id } }')).errors[0].extensions.code).toBe('PermissionDenied');
    const soap = await app.soap(envelope(request('GetUsers', token, '')));
    expect(soap.text).toContain('Permission denied');
    const vendor = await app.rest(null, 'GET', '/api/v2/user', undefined, { authorization: token });
    expect(vendor.status).toBe(403);
  });

  test('a token of trainings writes trainings and adds people to them', async () => {
    const token = (await grant('trainings.write')).json.access_token;
    expect((await rest(token, 'POST', '/trainings/ref:day/participants', { userRefs: ['ann'] })).status).toBe(
      201,
    );
    const { data, errors } = await graphql(
      token,
      '{ training(ref: "day") { participants { edges { node { ref name } } } } }',
    );
    expect([data, errors]).toEqual([
      { training: { participants: { edges: [{ node: { ref: 'ann', name: null } }] } } },
      undefined,
    ]);
  });

  test('a token of extra categories writes values of profile fields and nothing else of people', async () => {
    const token = (await grant('extra_categories.write')).json.access_token;
    const patch = (body: object) => rest(token, 'PATCH', '/users/ref:ann', body);
    expect((await patch({ profileFields: { team: 'Blue' } })).status).toBe(200);
    expect((await patch({ lastName: 'x' })).json.violations[0]).toMatchObject({
      path: '/lastName',
      rule: 'scope',
    });
    expect(
      (await rest(token, 'POST', '/users/status', { userRefs: ['ann'], status: 'inactive' })).status,
    ).toBe(403);
  });

  test('a limited token gives no password and no client secret, which no scope would limit', async () => {
    const token = (await grant('account.write users.write')).json.access_token;
    const person = {
      login: 'way-around',
      firstName: 'Way',
      departmentRef: 'nl',
      password: 'a long password',
    };
    const refused = async (method: 'POST' | 'PATCH', path: string, body: object, place: string) => {
      const { status, json } = await rest(token, method, path, body);
      expect([path, status, json.violations?.[0]]).toMatchObject([path, 403, { path: place, rule: 'scope' }]);
    };
    await refused('POST', '/api-clients', { userRef: 'admin' }, '');
    await refused('POST', `/api-clients/${client.clientId}/rotate`, {}, '');
    await refused('PATCH', '/users/ref:admin', { password: person.password }, '/password');
    await refused('POST', '/users', person, '/password');
    const load = async (file: string) =>
      (await graphql(token, `mutation { loadOrganization(organization: ${file}) { __typename } }`)).errors[0];
    const loadedClient =
      '{ apiClients: [{ clientId: "another", clientSecret: "a long secret", userRef: "admin" }] }';
    const loadedUser =
      '{ users: [{ ref: "ann", firstName: "Ann" }, { ref: "admin", password: "a long password" }] }';
    expect((await load(loadedClient)).extensions.violations).toMatchObject([{ path: '/apiClients/0' }]);
    expect((await load(loadedUser)).extensions.violations).toMatchObject([{ path: '/users/1' }]);
    expect((await rest(token, 'PATCH', '/users/ref:ann', { firstName: 'Ann' })).status).toBe(200);
  });

  test('a token gives none that may more than itself, or that ends later', async () => {
    const token = (await grant('trainings.read account.read')).json.access_token;
    const more = await graphql(
      token,
      'mutation { issueToken(lifetime: 60, scopes: [USERS_WRITE]) { accessToken } }',
    );
    expect(more.errors[0].extensions).toMatchObject({
      code: 'PermissionDenied',
      violations: [{ path: '/scopes/0' }],
    });
    const same = await graphql(
      token,
      'mutation { issueToken(lifetime: 31536000) { accessToken expiresIn scopes } }',
    );
    expect(same.data.issueToken).toMatchObject({ scopes: ['TRAININGS_READ', 'ACCOUNT_READ'] });
    expect(same.data.issueToken.expiresIn).toBeLessThanOrEqual(86_400);
    expect((await rest(same.data.issueToken.accessToken, 'GET', '/users')).status).toBe(403);
  });
});
