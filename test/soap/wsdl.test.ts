import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { wsdlText } from '../contract/wsdl-schema.js';
import { all, readTree, type Tree } from './tree.js';

const started: TestApplication[] = [];
async function start(environment: Readonly<Record<string, string>> = {}): Promise<TestApplication> {
  const app = await startApplication({ environment, organization: null });
  started.push(app);
  return app;
}
afterAll(() => Promise.all(started.map((app) => app.close())));

/** The addresses in a WSDL: one for each port. */
function addressesIn(wsdl: string): string[] {
  const ports = all(readTree(wsdl), 'service').flatMap((one: Tree) => all(one, 'port'));
  return ports.flatMap((port) => all(port, 'address').map((address) => address.attributes['location'] ?? ''));
}

async function ask(app: TestApplication, url: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await app.server.inject({ method: 'GET', url, headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8');
  const found = addressesIn(answer.payload);
  expect(found).toHaveLength(2);
  expect(new Set(found).size).toBe(1);
  return { address: found[0], wsdl: answer.payload };
}

describe('the WSDL', () => {
  test.each([
    ['/soap?wsdl', '/soap'],
    ['/soap?WSDL', '/soap'],
    ['/soap?Wsdl', '/soap'],
    ['/soap?wsdl=', '/soap'],
    ['/soap?wsdl=1', '/soap'],
    ['/soap?x=1&wSdL', '/soap'],
    ['/soap/?wsdl', '/soap'],
    ['/%73oap?wsdl', '/soap'],
    ['/api/v2/soap/2.0?wsdl', '/api/v2/soap/2.0'],
    ['/api/v2/soap/2.0/?WSDL', '/api/v2/soap/2.0'],
    ['/index.php/api/v2/soap/2.0?wsdl', '/index.php/api/v2/soap/2.0'],
  ])('is at %s, and names the address that was asked', async (url, path) => {
    const app = started[0] ?? (await start());
    const { address, wsdl } = await ask(app, url, { host: 'training.acme.example:8080' });
    expect(address).toBe(`http://training.acme.example:8080${path}`);
    expect(wsdl).toBe(
      wsdlText.replaceAll('http://127.0.0.1:3000/soap', `http://training.acme.example:8080${path}`),
    );
  });

  test('HEAD has its headers', async () => {
    const app = started[0] ?? (await start());
    const answer = await app.server.inject({ method: 'HEAD', url: '/soap?wsdl' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8');
  });

  test.each(['localhost', '10.0.0.1:3000', '[::1]:3000', 'xn--bcher-kva.example', 'under_score.example'])(
    'names the host that was asked: %s',
    async (host) => {
      const app = started[0] ?? (await start());
      expect((await ask(app, '/soap?wsdl', { host })).address).toBe(`http://${host}/soap`);
    },
  );

  test.each([
    'evil.example/x?',
    'a"/><evil xmlns="',
    'a<b',
    'a&b',
    'user:password@evil.example',
    'evil.example:80:80',
    'evil.example:123456',
    '$&.example',
    "a'b",
    'ex ample',
    '',
  ])('a Host header that is none does not get into it: %j', async (host) => {
    const app = started[0] ?? (await start());
    const { address, wsdl } = await ask(app, '/soap?wsdl', { host });
    expect(address).toMatch(/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/soap$/);
    expect(wsdl).not.toContain('evil');
  });

  test('a whole URL in the request line names the address as well', async () => {
    const app = started[0] ?? (await start());
    await app.server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.server.address() as { port: number };
    const { request } = await import('node:http');
    const wsdl = await new Promise<string>((resolve, reject) => {
      const headers = { host: 'asked.example' };
      request({ port, path: 'http://elsewhere.example/soap?wsdl', headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8');
        });
        answer.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    expect(addressesIn(wsdl)).toEqual(['http://asked.example/soap', 'http://asked.example/soap']);
  });
});

test('asked without a Host, as in HTTP/1.0, it names the address and port that were reached', async () => {
  const app = await start();
  await app.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  socket.write('GET /soap?wsdl HTTP/1.0\r\n\r\n');
  await once(socket, 'close');
  const [, wsdl = ''] = Buffer.concat(received)
    .toString('utf8')
    .split(/\r\n\r\n(.*)/s);
  const address = `http://127.0.0.1:${port}/soap`;
  expect(addressesIn(wsdl)).toEqual([address, address]);
});

describe('behind a proxy', () => {
  const forwarded = {
    host: 'inside:3000',
    'x-forwarded-host': 'learn.acme.example',
    'x-forwarded-proto': 'https',
  };

  test('X-Forwarded headers are not believed unless told so', async () => {
    const app = started[0] ?? (await start());
    expect((await ask(app, '/soap?wsdl', forwarded)).address).toBe('http://inside:3000/soap');
  });

  test('with TRUST_PROXY they are', async () => {
    const app = await start({ TRUST_PROXY: 'true' });
    expect((await ask(app, '/soap?wsdl', forwarded)).address).toBe('https://learn.acme.example/soap');
    expect((await ask(app, '/soap?wsdl', { host: 'inside:3000' })).address).toBe('http://inside:3000/soap');
    const odd = { ...forwarded, 'x-forwarded-proto': 'javascript', 'x-forwarded-host': 'a"b' };
    expect((await ask(app, '/soap?wsdl', odd)).address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/soap$/);
    const strange = { ...forwarded, 'x-forwarded-proto': 'gopher' };
    expect((await ask(app, '/soap?wsdl', strange)).address).toBe('http://learn.acme.example/soap');
  });

  test.each([
    ['https://learn.acme.example', 'https://learn.acme.example/soap'],
    ['https://acme.example/learn/matricula', 'https://acme.example/learn/matricula/soap'],
    ['http://acme.example/$&/a&b', 'http://acme.example/$&/a&b/soap'],
  ])('PUBLIC_URL %s counts, whatever was asked', async (url, address) => {
    const app = await start({ PUBLIC_URL: url, TRUST_PROXY: 'true' });
    expect((await ask(app, '/soap?wsdl', forwarded)).address).toBe(address);
  });
});
