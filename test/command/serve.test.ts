import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnMySql } from '../describe-on-mysql.js';
import { freePort } from '../mariadb.js';
import { freshMySqlDatabase } from '../mysql-for-tests.js';
import { type Ended, runCommand, startServer } from '../program.js';

const memory = { DATABASE_URL: 'sqlite::memory:' };

/** One sentence on standard error, exit code 1, no stack trace. */
function expectSentence(ended: Ended, sentence: RegExp): void {
  expect({ ...ended, stderr: '' }).toEqual({ code: 1, signal: null, stdout: '', stderr: '' });
  expect(ended.stderr).toMatch(sentence);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(ended.stderr).not.toMatch(/\bat .+:\d+|node_modules|Error:/);
}

describe('a start that fails says why in one sentence', () => {
  let taken: Server;
  let port: string;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    port = String((taken.address() as { port: number }).port);
  });
  afterAll(() => {
    taken.close();
  });

  test('a port that is taken', async () => {
    expectSentence(
      await runCommand(['serve'], { ...memory, PORT: port }),
      new RegExp(`^Port ${port} is taken`),
    );
  });

  test('a host that this machine is not, and does not know', async () => {
    for (const HOST of ['192.0.2.1', 'no.such.host.invalid', '127.0.0.1:80'])
      expectSentence(
        await runCommand(['serve'], { ...memory, PORT: '0', HOST }),
        /^The setting HOST is wrong: “/,
      );
  });

  test('a database server that does not answer, without the password', async () => {
    const url = `mysql://gateway:secret-word@127.0.0.1:${await freePort()}/matricula`;
    const ended = await runCommand(['serve'], { DATABASE_URL: url });
    expectSentence(ended, /^Nothing answers .*Check DATABASE_URL\.$/m);
    expect(ended.stderr).not.toContain('secret-word');
  });

  test('a database file that is none', async () => {
    const ended = await runCommand(['serve'], { DATABASE_URL: `sqlite:${process.cwd()}/package.json` });
    expectSentence(ended, /^The database file .*Check DATABASE_URL\.$/m);
  });

  test('a wrong setting', async () => {
    expectSentence(
      await runCommand(['serve'], { ...memory, PORT: 'http' }),
      /^The setting PORT is wrong: “http” /,
    );
  });

  test('a command that there is not', async () => {
    expectSentence(await runCommand(['start'], memory), /^There is no command start\./);
  });
});

describeOnMySql('on a database server', () => {
  test('serve refuses an old schema and says which command to run; migrate brings it up to date, once', async () => {
    const environment = { DATABASE_URL: await freshMySqlDatabase() };
    const refused = await runCommand(['serve'], environment);
    expectSentence(refused, /Run: npx matricula migrate$/m);
    const first = await runCommand(['migrate'], environment);
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Brought up to date: /),
      stderr: '',
    });
    const second = await runCommand(['migrate'], environment);
    expect(second).toMatchObject({ code: 0, stdout: 'The schema is up to date.\n', stderr: '' });
    const server = await startServer(environment);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });

  test('a user, or a database, that is not there', async () => {
    const url = new URL(await freshMySqlDatabase());
    const stranger = new URL(url);
    stranger.username = 'nobody';
    stranger.password = 'secret-word';
    const ended = await runCommand(['migrate'], { DATABASE_URL: stranger.href });
    expectSentence(ended, /^The database does not let this user in .*Check DATABASE_URL\.$/m);
    expect(ended.stderr).not.toContain('secret-word');
    url.pathname = '/nowhere';
    expectSentence(
      await runCommand(['migrate'], { DATABASE_URL: url.href }),
      /^There is no database of this name/,
    );
  });
});

describe('a server that is told to stop', () => {
  test('answers the request that is under way, takes no new connections, and ends with code 0', async () => {
    const server = await startServer(memory);
    const { port, hostname } = new URL(server.url);
    const slow = connect(Number(port), hostname);
    const answered = new Promise<string>((resolve, reject) => {
      let text = '';
      slow.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      slow.on('end', () => resolve(text)).on('error', reject);
    });
    const body = 'grant_type=client_credentials';
    const head = ['POST /oauth/token HTTP/1.1', 'Host: x', 'Content-Type: application/x-www-form-urlencoded'];
    slow.write(`${head.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`);
    // Handled in order: once this is answered, the other has begun.
    await fetch(`${server.url}/health/live`);
    const ended = server.stop('SIGTERM');
    while (!server.stdout().includes('draining')) await new Promise((resolve) => setTimeout(resolve, 5));
    slow.write(body.slice(5));
    expect(await answered).toMatch(/^HTTP\/1\.1 401 /);
    expect(await ended).toMatchObject({ code: 0, signal: null });
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
  });
});
