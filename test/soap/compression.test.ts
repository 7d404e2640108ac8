import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enrolling, envelope, request, soap12 } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

const limit = 100_000;
let soap: SoapCaller;
let token: string;
let port: number;
let learners = 0;
beforeAll(async () => {
  soap = await startSoap({ environment: { LIMIT_BODY: String(limit) } });
  token = await soap.app.token('owner');
  await soap.app.server.listen({ host: '127.0.0.1', port: 0 });
  port = (soap.app.server.server.address() as AddressInfo).port;
});
afterAll(() => soap.app.close());

function enrolment(learner: string): string {
  return envelope(request('EnrollLearnersInCourses', token, enrolling(['safety'], [learner])));
}

describe('a packed body is unpacked', () => {
  test.each<[string, (body: string) => Buffer]>([
    ['gzip', (body) => gzipSync(body)],
    ['GZIP', (body) => gzipSync(body)],
    ['x-gzip', (body) => gzipSync(body)],
    [' gzip ', (body) => gzipSync(body)],
    ['gzip', (body) => Buffer.concat([gzipSync(body.slice(0, 50)), gzipSync(body.slice(50))])],
    ['deflate', (body) => deflateSync(body)],
    ['br', (body) => brotliCompressSync(body)],
    ['identity', (body) => Buffer.from(body)],
    ['', (body) => Buffer.from(body)],
  ])('Content-Encoding "%s"', async (encoding, pack) => {
    learners += 1;
    const learner = `learner-${learners}`;
    const answer = await soap.send(pack(enrolment(learner)), { 'content-encoding': encoding });
    expect(answer.fault).toBeUndefined();
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });

  test('its characters are read after unpacking: UTF-16 within gzip', async () => {
    const body = Buffer.from(`\ufeff${enrolment('Ελένη').replace('UTF-8', 'UTF-16')}`, 'utf16le');
    const answer = await soap.send(gzipSync(body), { 'content-encoding': 'gzip' });
    expect(answer.fault).toBeUndefined();
    expect(await soap.enrolled()).toContain('Ελένη in safety');
  });
});

describe('a body that does not unpack is refused in XML', () => {
  const packed = () => gzipSync(enrolment('anna'));
  test.each<[string, string, () => Buffer]>([
    ['not gzip at all', 'gzip', () => Buffer.from(enrolment('anna'))],
    ['gzip cut short', 'gzip', () => packed().subarray(0, -9)],
    [
      'gzip with a byte changed',
      'gzip',
      () => {
        const bytes = packed();
        bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 0xff;
        return bytes;
      },
    ],
    ['gzip with something after it', 'gzip', () => Buffer.concat([packed().subarray(0, 30), packed()])],
    ['deflate that is gzip', 'deflate', packed],
    ['brotli that is gzip', 'br', packed],
  ])('%s', async (_, encoding, bytes) => {
    const answer = await soap.send(bytes(), { 'content-encoding': encoding });
    expect(answer.fault).toMatchObject({ code: 'invalid', text: 'Wrong parameters' });
    expect(answer.fault?.message).toBe('The body does not inflate as its content encoding says.');
    expect(await soap.enrolled()).not.toContain('anna in safety');
  });

  test.each(['zstd', 'compress', 'gzip, gzip', '__proto__', 'constructor'])(
    'an encoding that is not known is named: %s',
    async (encoding) => {
      const answer = await soap.send(packed(), { 'content-encoding': encoding });
      expect(answer.fault).toMatchObject({ code: 'invalid' });
      expect(answer.fault?.message).toContain(encoding);
    },
  );

  test('the fault is of SOAP 1.2 where the media type says so, though no envelope could be read', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/soap+xml; charset=utf-8' };
    const answer = await soap.send(Buffer.from('no gzip'), headers);
    expect(answer).toMatchObject({ status: 400, version: '1.2', envelope: soap12 });
    expect(answer.fault?.blame).toBe('Sender');
  });
});

describe('the limit holds for what comes out', () => {
  const long = (length: number) => enrolment('anna').padEnd(length);

  test.each<[string, (body: Buffer) => Buffer]>([
    ['identity', (body) => body],
    ['gzip', (body) => gzipSync(body)],
    ['deflate', (body) => deflateSync(body)],
    ['br', (body) => brotliCompressSync(body)],
  ])('%s: at the limit it is taken, one byte over it is too large', async (encoding, pack) => {
    const headers = { 'content-encoding': encoding };
    expect((await soap.send(pack(Buffer.from(long(limit))), headers)).fault).toBeUndefined();
    const { fault } = await soap.send(pack(Buffer.from(long(limit + 1))), headers);
    expect(fault).toMatchObject({ code: 'too_large', text: 'Wrong parameters' });
    expect(fault?.message).toContain(`${limit} bytes`);
  });

  test.each<[string, (body: Buffer) => Buffer]>([
    ['gzip', (body) => gzipSync(body)],
    ['br', (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])('a small %s bomb is stopped while it inflates', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(50 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(limit);
    const before = process.memoryUsage().arrayBuffers;
    const { fault } = await soap.send(bomb, { 'content-encoding': encoding });
    expect(fault).toMatchObject({ code: 'too_large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });
});

describe('over a real connection', () => {
  async function raw(head: string, body: Buffer = Buffer.alloc(0)): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.on('error', () => undefined);
    socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    socket.write(body);
    await once(socket, 'close');
    return Buffer.concat(received).toString('utf8');
  }
  const alive = async () => {
    expect(await raw('GET /health/live HTTP/1.1')).toMatch(/^HTTP\/1.1 200 /);
  };

  test('a packed body may come in chunks', async () => {
    const packed = gzipSync(enrolment('ben'));
    const halves = [packed.subarray(0, 40), packed.subarray(40)];
    const chunks = halves.flatMap((half) => [
      Buffer.from(`${half.length.toString(16)}\r\n`),
      half,
      Buffer.from('\r\n'),
    ]);
    const head =
      'POST /soap HTTP/1.1\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked';
    const answer = await raw(head, Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]));
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(await soap.enrolled()).toContain('ben in safety');
  });

  test.each(['GET /soap', 'GET /soap?wsdl', 'GET /health/live', 'PUT /soap', 'POST /nowhere'])(
    '%s that speaks of a packed body and has none, or a broken one, harms nobody',
    async (line) => {
      for (const encoding of ['gzip', 'deflate', 'br', 'nonsense']) {
        await raw(`${line} HTTP/1.1\r\nContent-Encoding: ${encoding}`);
        await raw(
          `${line} HTTP/1.1\r\nContent-Encoding: ${encoding}\r\nContent-Length: 4`,
          Buffer.from('abcd'),
        );
      }
      await alive();
    },
  );

  test.each<[string, string, () => Buffer]>([
    ['too large', '', () => randomBytes(30 * 1024 * 1024)],
    ['too large once inflated', 'gzip', () => gzipSync(randomBytes(30 * 1024 * 1024))],
    ['no gzip', 'gzip', () => randomBytes(12 * 1024 * 1024)],
    ['packed in a way that is not known', 'zstd', () => randomBytes(12 * 1024 * 1024)],
  ])(
    'a caller who reads only when all is written is told why the body is refused: %s',
    async (_, encoding, make) => {
      const body = make();
      const socket = connect(port, '127.0.0.1');
      socket.pause();
      const packing = encoding === '' ? '' : `Content-Encoding: ${encoding}\r\n`;
      socket.write(
        `POST /soap HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n${packing}Content-Length: ${body.length}\r\n\r\n`,
      );
      await new Promise<void>((resolve, reject) => {
        socket.write(body, (error) => (error ? reject(error) : resolve()));
      });
      socket.resume();
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString('utf8')).toMatch(/^HTTP\/1.1 500 .*EnrollmentFault/s);
      socket.destroy();
      await alive();
    },
  );

  test('a bomb, or a caller who hangs up in the middle of a packed body, harms nobody', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const head = 'POST /soap HTTP/1.1\r\nContent-Type: text/xml\r\nContent-Encoding: gzip';
    expect(await raw(`${head}\r\nContent-Length: ${bomb.length}`, bomb)).toContain('too_large');
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`${head}\r\nHost: localhost\r\nContent-Length: ${bomb.length}\r\n\r\n`);
    socket.write(bomb.subarray(0, 2_000));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await alive();
  });
});
