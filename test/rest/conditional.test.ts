import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

describeOnEngines('conditional requests (RFC 9110, section 13)', describe, (engine) => {
  let app: TestApplication;
  let path = '';
  let etag = '';
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    const body = { learnerRefs: ['ann'], courseRefs: ['plain'], dueDateType: 'unlimited' };
    const { json } = await app.rest('owner', 'POST', '/v1/enrollments', body);
    path = `/v1/enrollments/${json.outcomes[0].enrollmentId}`;
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.rest('owner', 'POST', `${path}/reenroll`, { dueDateType: 'unlimited' });
    etag = String((await get()).headers['etag']);
  });

  const get = (headers = {}) => app.rest('owner', 'GET', path, undefined, headers);
  const change = (headers = {}) => app.rest('owner', 'PATCH', path, { dueDateType: 'default' }, headers);

  test.each([
    ['the same tag', () => etag],
    ['the same tag, weak', () => `W/${etag}`],
    ['the same tag among others', () => `"x", W/"y" , ${etag}`],
    ['*', () => '*'],
  ])('If-None-Match with %s answers 304 without a body, with the tag', async (_what, header) => {
    const { status, text, headers } = await get({ 'if-none-match': header() });
    expect([status, text, headers['etag']]).toEqual([304, '', etag]);
  });

  test('HEAD is answered as GET is', async () => {
    const headers = { authorization: `Bearer ${await app.token('owner')}`, 'if-none-match': etag };
    const head = await app.server.inject({ method: 'HEAD', url: path, headers });
    expect([head.statusCode, head.payload, head.headers['etag']]).toEqual([304, '', etag]);
  });

  test.each([
    ['another tag', () => '"other"'],
    ['no tag at all', () => etag.slice(1, -1)],
  ])('If-None-Match with %s answers 200', async (_what, header) => {
    expect((await get({ 'if-none-match': header() })).status).toBe(200);
  });

  test.each([
    ['the same tag', () => etag],
    ['the same tag among others', () => `"x",${etag}`],
    ['*', () => ' * '],
  ])('If-Match with %s lets a change through', async (_what, header) => {
    expect((await change({ 'if-match': header() })).status).toBe(200);
  });

  test.each([
    ['another tag', () => '"other"'],
    ['the same tag, weak', () => `W/${etag}`],
    ['no tag at all', () => etag.slice(1, -1)],
    ['nothing', () => ''],
  ])('If-Match with %s refuses with 412, and nothing changes', async (_what, header) => {
    const before = (await get()).json;
    const headers = { 'if-match': header() };
    for (const answer of [
      await change(headers),
      await app.rest('owner', 'DELETE', path, undefined, headers),
      await app.rest('owner', 'POST', `${path}/reenroll`, { dueDateType: 'default' }, headers),
    ]) {
      expect([answer.status, answer.json.code]).toEqual([412, 'stale']);
    }
    expect((await get()).json).toEqual(before);
  });

  test('every change gives another tag; a lost update is refused', async () => {
    const changed = await change({ 'if-match': etag });
    expect(changed.headers['etag']).not.toBe(etag);
    expect((await change({ 'if-match': etag })).status).toBe(412);
    expect((await change({ 'if-match': String(changed.headers['etag']) })).status).toBe(200);
  });

  test('new terms that look like the old ones are a change all the same', async () => {
    const { json } = await get();
    await app.rest('owner', 'PATCH', path, { accessDate: json.accessAt });
    const after = await get();
    expect(after.json).toEqual(json);
    expect(after.headers['etag']).not.toBe(etag);
  });

  test('ending is a change, with If-Match as without', async () => {
    expect((await app.rest('owner', 'DELETE', path, undefined, { 'if-match': etag })).status).toBe(200);
    expect((await get({ 'if-none-match': etag })).status).toBe(200);
  });

  test('absent goes before stale, and the version is no field of the body', async () => {
    const other = path.replace(/[^/]+$/, '99999999-9999-4999-8999-999999999999');
    expect((await app.rest('owner', 'DELETE', other, undefined, { 'if-match': '"x"' })).status).toBe(404);
    const { status, json } = await app.rest('owner', 'PATCH', path, { ifVersion: ['x'], enrollmentId: 'y' });
    expect([status, json.violations.map((one: { path: string }) => one.path)]).toEqual([
      400,
      ['/ifVersion', '/enrollmentId'],
    ]);
  });

  test('of many who change the same version at once, one wins', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => change({ 'if-match': etag })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
  });
});
