import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../program.js';

const run = promisify(execFile);

describe('npm run demo', () => {
  let server: Running;
  let screen = '';
  const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith('matricula-demo-'));
  const before = temporary();
  beforeAll(async () => {
    server = await startServer({}, 'demo');
    screen = server.stdout();
  });
  afterAll(async () => {
    await server.stop('SIGINT');
  });

  const tokens = () =>
    new Map(
      [...screen.matchAll(/^ {2}(\S.*?) +([\w-]{43})$/gm)].map(([, role = '', token = '']) => [role, token]),
    );
  const commands = () => screen.split('\n').filter((line) => line.startsWith('curl '));
  /** A printed command, pasted into a shell as it stands. */
  const paste = async (command: string | undefined) => (await run('/bin/sh', ['-c', command ?? ''])).stdout;
  const ask = async (path: string, token: string | undefined) =>
    (await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } })).json();

  test('the addresses on the screen answer', async () => {
    const addresses = [...screen.matchAll(/http:\/\/[^\s'"]+/g)].map(([address]) => address);
    for (const path of ['/docs', '/openapi.json', '/soap?wsdl', '/graphiql']) {
      expect(addresses).toContain(`${server.url}${path}`);
      const answer = await fetch(`${server.url}${path}`);
      expect(answer.status).toBe(200);
      // A long answer that nobody reads would keep the server from ending.
      await answer.text();
    }
  });

  test('there is a token for every role, and each works as that role', async () => {
    expect([...tokens().keys()]).toEqual([
      'owner',
      'administrator',
      'department administrator',
      'custom role: coordinator',
      'planner',
      'group manager',
      'team manager',
      'learner',
    ]);
    const seen = new Map<string, number>();
    for (const [role, token] of tokens()) {
      const { items } = (await ask('/v1/enrollments?limit=1000', token)) as { items: unknown[] };
      seen.set(role, items.length);
    }
    expect(seen.get('administrator')).toBe(seen.get('owner'));
    for (const [role, count] of seen) {
      expect(count).toBeGreaterThan(0);
      if (role !== 'owner' && role !== 'administrator') expect(count).toBeLessThan(seen.get('owner') ?? 0);
    }
  });

  test('each command that is printed enrolls somebody, as it stands; the last shows both', async () => {
    const [rest, soap, graphql, list] = commands();
    expect(commands()).toHaveLength(4);
    expect(JSON.parse(await paste(rest))).toMatchObject({
      summary: { enrolled: 1, alreadyEnrolled: 0, failed: 0 },
    });
    expect(await paste(soap)).toMatch(/<(\w+:)?success>true<\/(\w+:)?success>/);
    expect(JSON.parse(await paste(graphql))).toEqual({
      data: { addUsersToTraining: { addedRefs: ['EMP-012'], alreadyAddedRefs: [], failedRefs: [] } },
    });
    const { items } = JSON.parse(await paste(list)) as { items: { learnerRef: string; courseRef: string }[] };
    const learners = items
      .filter(({ courseRef }) => courseRef === 'safety')
      .map(({ learnerRef }) => learnerRef);
    expect(learners).toEqual(expect.arrayContaining(['EMP-012', 'EMP-013']));
  });

  test('once it is interrupted, its database is gone', async () => {
    const made = temporary().filter((name) => !before.includes(name));
    expect(made.length).toBeGreaterThan(0);
    const ended = await server.stop('SIGINT');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(made.some((name) => !existsSync(`${tmpdir()}/${name}`))).toBe(true);
  });
});
