import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startApplication } from '../application.js';

/** Asks on a connection that is open already, and answers status, headers and body. */
async function ask(socket: Socket, request: string): Promise<[head: string, body: string]> {
  let answer = '';
  socket.setEncoding('utf8').on('data', (piece) => {
    answer += piece;
  });
  socket.write(request);
  await once(socket, 'close');
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return [head, body];
}

test('while it stops, who comes over a connection that is still open is refused in the form of the protocol', async () => {
  const app = await startApplication({ organization: null });
  const port = Number(new URL(await app.server.listen({ host: '127.0.0.1', port: 0 })).port);
  const sockets = [1, 2, 3].map(() => connect(port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  await sleep(50);
  const closed = app.server.close();
  await sleep(50);

  const [rest, soap, health] = sockets as [Socket, Socket, Socket];
  const host = 'Host: a\r\n';
  const [problem, fault, alive] = await Promise.all([
    ask(rest, `GET /v1/courses HTTP/1.1\r\n${host}\r\n`),
    ask(soap, `POST /soap HTTP/1.1\r\n${host}Content-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>`),
    ask(health, `GET /health/ready HTTP/1.1\r\n${host}\r\n`),
  ]);
  expect(problem[0]).toMatch(/^HTTP\/1.1 503 .*content-type: application\/problem\+json/is);
  expect(problem[0]).toMatch(/^retry-after: 1\r?$/im);
  expect(JSON.parse(problem[1])).toMatchObject({ status: 503, code: 'unavailable' });
  expect(fault[0]).toMatch(/^HTTP\/1.1 500 .*content-type: text\/xml/is);
  expect(fault[1]).toContain('unavailable');
  expect(alive[0]).toMatch(/^HTTP\/1.1 503 /);
  expect(JSON.parse(alive[1])).toEqual({ status: 'not ready' });
  await closed;
  await app.close();
});
