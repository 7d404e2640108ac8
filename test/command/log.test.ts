import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines } from '../application.js';
import { type Running, runCommand, startServer } from '../program.js';
import { freshDatabase, openRaw } from '../raw-database.js';

/** Stands for whatever must not be logged: it is part of every secret, name and parameter that is sent. */
const marker = 'Zq7marker';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const organization = {
  departments: [{ ref: 'hq', name: 'Head office' }],
  users: [
    {
      ref: 'owner',
      login: 'owner',
      departmentRef: 'hq',
      password: `right-${marker}`,
      roles: [{ role: 'owner' }],
    },
    { ref: `${marker}-learner`, departmentRef: 'hq' },
  ],
  courses: [{ ref: 'c', title: 'C' }],
  apiClients: [{ clientId: 'client', clientSecret: `right-${marker}`, userRef: 'owner' }],
};

/** Bytes are logged as lists of numbers. */
const withBytesRead = (line: string) =>
  line.replaceAll(/\d+(?:,\d+){8,}/g, (bytes) =>
    Buffer.from(bytes.split(',').map(Number)).toString('latin1'),
  );

const credentials = (inner: string) => `<credentials>${inner}</credentials>`;
const byPassword = (password: string) =>
  credentials(`<accountUrl>x</accountUrl><email>owner</email><password>${password}</password>`);

function envelope(inner: string, learner = `${marker}-learner`): string {
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="https://ispringlearn.com/go/services/api/soap"><e:Body><EnrollLearnersInCoursesRequest>${inner}<courseIds><id>c</id></courseIds><learnerIds><id>${learner}</id></learnerIds><dueDateType>unlimited</dueDateType></EnrollLearnersInCoursesRequest></e:Body></e:Envelope>`;
}

describeOnEngines('the log at its most talkative', describe, (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'matricula-log-'));
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let server: Running;
  let token = '';
  const told: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase(engine);
    const environment = { DATABASE_URL: database.url, LOG_LEVEL: 'trace' };
    await runCommand(['migrate'], environment);
    const file = join(folder, 'organization.json');
    writeFileSync(file, JSON.stringify(organization));
    expect(await runCommand(['load', file], environment)).toMatchObject({ code: 0 });
    token = (await runCommand(['token', 'owner'], environment)).stdout.trim();
    server = await startServer(environment);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
    await database.remove();
  });

  const send = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${server.url}${path}`, init);
    await answer.arrayBuffer();
    const id = answer.headers.get('x-request-id') ?? '';
    expect(id).toMatch(uuid);
    told.push(id);
    return answer.status;
  };
  const post = (path: string, type: string, body: string, headers: Record<string, string> = {}) =>
    send(path, { method: 'POST', headers: { 'content-type': type, ...headers }, body });
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
  const soap = (body: string) => post('/soap', 'text/xml', body);
  const enroll = (learner: string) =>
    post(
      `/v1/enrollments?dryRun=false`,
      'application/json',
      JSON.stringify({ courseRefs: ['c'], learnerRefs: [learner], dueDateType: 'unlimited' }),
      bearer(token),
    );
  const form = 'application/x-www-form-urlencoded';
  const grant = 'grant_type=client_credentials&client_id=client';

  test('requests that work', async () => {
    expect(await enroll(`${marker}-learner`)).toBe(201);
    expect(await send(`/v1/enrollments?learnerRef=${marker}-learner`, { headers: bearer(token) })).toBe(200);
    expect(await soap(envelope(credentials(`<token>${token}</token>`)))).toBe(200);
    expect(await soap(envelope(byPassword(`right-${marker}`)))).toBe(200);
    expect(await post('/api/v3/token', form, `${grant}&client_secret=right-${marker}`)).toBe(200);
    const basic = { authorization: `Basic ${Buffer.from(`client:right-${marker}`).toString('base64')}` };
    expect(await post('/oauth/token/', form, 'grant_type=client_credentials', basic)).toBe(200);
  });

  test('requests that are refused', async () => {
    expect(await enroll(`${marker}-nobody`)).toBe(400);
    expect(await send(`/v1/enrollments?access_token=${marker}`, { headers: bearer(`wrong-${marker}`) })).toBe(
      401,
    );
    expect(await send(`/v1/nothing?token=${marker}`)).toBe(404);
    expect(await send(`/%zz?token=${marker}`)).toBe(400);
    const cookie = { cookie: `session=${marker}`, 'x-request-id': marker, 'x-api-key': marker };
    expect(await send('/v1/courses', { headers: cookie })).toBe(401);
    expect(await post('/v1/enrollments', 'application/json', `{"${marker}": `, bearer(token))).toBe(400);
    expect(await post('/v1/enrollments', 'application/json', `{"${marker}":1}`, bearer(token))).toBe(400);
    expect(await post('/v1/enrollments', 'text/csv', marker, bearer(token))).toBe(415);
    const packed = { ...bearer(token), 'content-encoding': 'gzip' };
    expect(await post('/v1/enrollments', 'application/json', marker, packed)).toBe(400);
    expect(await soap(envelope(byPassword(`wrong-${marker}`)))).toBe(500);
    expect(await soap(envelope(credentials(`<token>wrong-${marker}</token>`)))).toBe(500);
    expect(await soap(envelope(credentials(`<token>${token}</token>`), `${marker}-nobody`))).toBe(500);
    expect(await soap(envelope(credentials(`<${marker}>${token}</wrong>`)))).toBe(500);
    expect(await post('/soap', 'text/html', `<html>${marker}</html>`)).toBe(500);
    expect(await post('/api/v3/token', form, `${grant}&client_secret=wrong-${marker}`)).toBe(401);
    expect(
      await post('/oauth/token', 'text/plain', `${grant}&client_secret=${marker}`),
    ).toBeGreaterThanOrEqual(400);
    expect(await post('/oauth/revoke', form, `client_id=client&client_secret=wrong&token=${token}`)).toBe(
      401,
    );
  });

  test('requests that are no HTTP, or break off', async () => {
    const head = `Authorization: Bearer ${token}\r\nX-Key: ${marker}\r\n`;
    await exchange(`GET /?token=${marker} HTTP/9.9\r\n${head}\r\n`);
    await exchange(`GET /v1/courses HTTP/1.1\r\nHost: x\r\n${head}Content Length: 5\r\n\r\n`);
    await exchange(`GET /v1/courses HTTP/1.1\r\nHost: x\r\nX-Long: ${marker.repeat(4_000)}\r\n\r\n`);
    const part = `POST /v1/enrollments?x=${marker} HTTP/1.1\r\nHost: x\r\n${head}Content-Length: 500\r\n\r\n{"${marker}`;
    await exchange(part, true);
  });

  async function exchange(text: string, breakOff = false): Promise<void> {
    const { port, hostname } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.resume();
    socket.write(text);
    if (breakOff) setTimeout(() => socket.destroy(), 50);
    await new Promise((resolve) => socket.once('close', resolve));
  }

  test('requests that meet a broken database', async () => {
    const raw = await openRaw(database.url);
    await raw.run('ALTER TABLE grants RENAME TO elsewhere');
    await raw.close();
    expect(await enroll(`${marker}-learner`)).toBe(500);
    expect(await send(`/v1/enrollments?learnerRef=${marker}-learner`, { headers: bearer(token) })).toBe(500);
    expect(await soap(envelope(credentials(`<token>${token}</token>`)))).toBe(500);
  });

  test('all of it is JSON, each request under the id that its answer carried, and none holds a secret, a name or a parameter', async () => {
    const { stdout, stderr } = await server.stop();
    expect(stderr).toBe('');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const logged = lines.filter(({ msg }) => msg === 'request').map(({ requestId }) => requestId);
    expect(logged).toEqual(expect.arrayContaining(told));
    const broken = lines.filter(({ msg }) => msg === 'an unexpected error');
    expect(broken.length).toBeGreaterThanOrEqual(3);
    expect(broken.every(({ requestId }) => uuid.test(String(requestId)))).toBe(true);
    for (const line of stdout.split('\n').map(withBytesRead)) {
      expect(line).not.toContain(marker);
      expect(line).not.toContain(token);
      expect(line).not.toMatch(/\?|Bearer|SELECT|INSERT/);
      expect(line).not.toContain(Buffer.from(`client:right-${marker}`).toString('base64'));
    }
  });
});
