import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrganizationFile } from '../../src/contract/organization-file.js';
import { type Running, runCommand, startServer } from '../program.js';

const organization: OrganizationFile = {
  departments: [{ ref: 'hq', name: 'Head office' }],
  users: [
    {
      ref: 'EMP-001',
      login: 'anna',
      email: 'Anna@acme.example',
      departmentRef: 'hq',
      roles: [{ role: 'owner' }],
    },
    { ref: 'EMP-002', departmentRef: 'hq' },
  ],
  courses: [{ ref: 'safety', title: 'Safety' }],
};

/** The commands as an operator meets them: processes, on a database in a file, beside a server that runs. */
describe('the commands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'matricula-commands-'));
  const environment = { DATABASE_URL: `sqlite:${join(folder, 'made/matricula.sqlite')}` };
  const run = (...words: string[]) => runCommand(words, environment);
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const status = async (token: string) => {
    const answer = await fetch(`${server.url}/v1/courses`, { headers: { authorization: `Bearer ${token}` } });
    return answer.status;
  };
  let server: Running;

  beforeAll(async () => {
    server = await startServer(environment);
  });
  afterAll(async () => {
    expect(await server.stop()).toMatchObject({ code: 0, signal: null });
    rmSync(folder, { recursive: true });
  });

  test('serve on an empty embedded database tells the next two commands, and nothing but the log goes to standard output', () => {
    expect(server.stderr()).toContain(
      'npx matricula load sample/organization.json\n  npx matricula token EMP-001\n',
    );
    const lines = server.stdout().trim().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 30, msg: expect.any(String) });
  });

  test('load brings the organisation in, beside a running server; a second time it changes nothing', async () => {
    const path = file('organization.json', `\uFEFF${JSON.stringify(organization)}`);
    const first = await run('load', path);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(first.stdout)).toMatchObject({ users: { added: 2, changed: 0, unchanged: 0 } });
    const second = await run('load', path);
    expect(JSON.parse(second.stdout)).toMatchObject({
      departments: { added: 0, changed: 0, unchanged: 1 },
      users: { added: 0, changed: 0, unchanged: 2 },
      courses: { added: 0, changed: 0, unchanged: 1 },
    });
  });

  test('a file with one bad entry loads nothing and names the entry by JSON pointer', async () => {
    const courses = [{ ref: 'forklift', title: 'Forklift' }];
    const users = [
      { ref: 'EMP-003', departmentRef: 'hq' },
      { ref: 'EMP-004', departmentRef: 'nowhere' },
    ];
    const bad = await run('load', file('bad.json', JSON.stringify({ courses, users })));
    expect(bad).toMatchObject({ code: 1, stdout: '' });
    expect(bad.stderr).toMatch(/^.+\n {2}\/users\/1\/departmentRef: .+\n$/);
    const again = await run('load', file('rest.json', JSON.stringify({ courses, users: users.slice(0, 1) })));
    expect(JSON.parse(again.stdout)).toMatchObject({ courses: { added: 1 }, users: { added: 1 } });
  });

  test('a file that is not there, or no JSON, is named', async () => {
    const gone = await run('load', join(folder, 'gone.json'));
    expect(gone).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `There is no file ${join(folder, 'gone.json')}.\n`,
    });
    const broken = await run('load', file('broken.json', '{\n "password": "secret-word", }'));
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toMatch(/^.+broken\.json is not JSON: line 2, column 29\.\n$/);
    const folderItself = await run('load', folder);
    expect(folderItself).toMatchObject({ code: 1, stdout: '' });
    expect(folderItself.stderr).toMatch(/^.+ cannot be read: .+\n$/);
  });

  test('a file in another encoding than UTF-8 is refused: names would be mangled', async () => {
    const departments = [{ ref: 'hq', name: 'Größe' }];
    for (const encoding of ['latin1', 'utf16le'] as const) {
      const path = file('legacy.json', '');
      writeFileSync(path, Buffer.from(`\uFEFF${JSON.stringify({ departments })}`, encoding));
      expect(await run('load', path)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: `${path} is not UTF-8.\n`,
      });
    }
  });

  test('token prints a token that works, and nothing else, for a user by ref, login or e-mail', async () => {
    const names = ['EMP-001', 'anna', 'ANNA@acme.example'];
    const issued = await Promise.all(names.map((name) => run('token', name, '--hours', '1')));
    for (const { code, stdout, stderr } of issued) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^[\w-]{43}\n$/);
      expect(await status(stdout.trim())).toBe(200);
    }
  });

  test('a token that is revoked works no longer', async () => {
    const token = (await run('token', 'EMP-001')).stdout.trim();
    expect(await status(token)).toBe(200);
    expect(await run('revoke', token)).toMatchObject({ code: 0, stdout: 'Revoked: 1.\n' });
    await expectSoon(() => status(token), 401);
  });

  test('revoke --user ends all tokens of a user', async () => {
    const issued = await Promise.all([run('token', 'EMP-002'), run('token', 'EMP-002')]);
    const tokens = issued.map(({ stdout }) => stdout.trim());
    expect(await run('revoke', '--user', 'EMP-002')).toMatchObject({ stdout: 'Revoked: 2.\n' });
    for (const token of tokens) await expectSoon(() => status(token), 401);
  });

  test('a token for nobody is refused in a sentence', async () => {
    const nobody = await run('token', 'EMP-404');
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toMatch(/^[A-Z].+\.\n/);
    expect(nobody.stderr).not.toMatch(/^\s+at /m);
  });

  test('client create makes a client that gets tokens; after client rotate only the new secret does', async () => {
    const ask = async (client: { clientId: string; clientSecret: string }) => {
      const { clientId, clientSecret } = client;
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
      return await fetch(`${server.url}/oauth/token/`, { method: 'POST', body: new URLSearchParams(form) });
    };
    const created = JSON.parse((await run('client', 'create', 'EMP-001')).stdout);
    const answer = await ask(created);
    expect(answer.status).toBe(200);
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect(await status(token)).toBe(200);
    const rotated = JSON.parse((await run('client', 'rotate', created.clientId)).stdout);
    expect(rotated).toMatchObject({ clientId: created.clientId, userId: created.userId });
    expect((await ask(rotated)).status).toBe(200);
    expect(await run('revoke', '--client', created.clientId)).toMatchObject({ stdout: 'Revoked: 2.\n' });
    await expectSoon(() => status(token), 401);
  });

  test('a backup made while the server enrolls opens, and holds whole requests', async () => {
    const token = (await run('token', 'EMP-001')).stdout.trim();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const enroll = async () => {
      const body = JSON.stringify({
        courseRefs: ['safety'],
        learnerRefs: ['EMP-001', 'EMP-002'],
        dueDateType: 'unlimited',
      });
      return (await fetch(`${server.url}/v1/enrollments`, { method: 'POST', headers, body })).status;
    };
    const copy = join(folder, 'copy.sqlite');
    const [made, ...statuses] = await Promise.all([run('backup', copy), enroll(), enroll(), enroll()]);
    expect(made).toMatchObject({ code: 0, stdout: `Copied to ${copy}.\n` });
    expect(statuses.sort()).toEqual([200, 200, 201]);
    const again = await run('backup', copy);
    expect(again.code).toBe(0);
    const restored = await startServer({ DATABASE_URL: `sqlite:${copy}` });
    const answer = await fetch(`${restored.url}/v1/enrollments?courseRef=safety`, { headers });
    expect(await answer.json()).toMatchObject({ items: [{}, {}], nextCursor: null });
    await restored.stop();
  });

  test('a backup onto the database itself, onto a folder, or into one that is not there, is refused', async () => {
    const onto = join(folder, 'onto');
    mkdirSync(onto);
    expect(await run('backup', onto)).toMatchObject({ code: 1, stdout: '' });
    expect(existsSync(`${onto}.part`)).toBe(false);
    const itself = await run('backup', join(folder, 'made/matricula.sqlite'));
    expect(itself).toMatchObject({ code: 1, stdout: '' });
    const nowhere = await run('backup', join(folder, 'not/there.sqlite'));
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toMatch(/^.+\n$/);
  });
});

async function expectSoon(ask: () => Promise<number>, wanted: number): Promise<void> {
  const end = Date.now() + 10_000;
  let answer = await ask();
  while (answer !== wanted && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask();
  }
  expect(answer).toBe(wanted);
}
