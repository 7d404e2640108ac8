import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';

/** All that is answered on a connection on which these bytes were sent. */
function send(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (piece) => {
      answer += piece;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('what cannot be read as a request of HTTP', () => {
  let app: TestApplication;
  let port = 0;
  beforeAll(async () => {
    app = await startApplication({ organization: null });
    port = Number(new URL(await app.server.listen({ host: '127.0.0.1', port: 0 })).port);
  });
  afterAll(() => app.close());

  test.each([
    ['no method', 'hello\r\n\r\n', 400, 'invalid'],
    ['a method that nobody knows', 'STEAL /v1/courses HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'invalid'],
    ['TLS', '\x16\x03\x01\x02\x00', 400, 'invalid'],
    [
      'two lengths',
      'POST /v1/courses HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'invalid',
    ],
    [
      'an address too long',
      `GET /v1/courses?search=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      431,
      'too_large',
    ],
  ])('%s: a problem like any other, with a request id', async (_what, text, status, code) => {
    const [head = '', body = ''] = (await send(port, text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [A-Z]`));
    expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r?$/im);
    const problem = JSON.parse(body);
    expect(problem).toEqual({
      type: `urn:matricula:problem:${code}`,
      title: expect.stringMatching(/\S/),
      status,
      detail: expect.stringMatching(/\S/),
      code,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      violations: [],
    });
    expect(head.toLowerCase()).toContain(`x-request-id: ${problem.requestId}`);
  });
});
