import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApplication, type TestApplication } from '../application.js';
import { organization } from './organization.js';

const valid = { learnerRefs: ['ann'], courseRefs: ['plain'], dueDateType: 'unlimited' };

describe('bodies of REST requests', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ organization, environment: { LIMIT_BODY: '20000' } });
  });
  afterAll(() => app.close());

  const send = async (payload: string | Buffer | undefined, headers: Record<string, string> = {}) => {
    const answer = await app.server.inject({
      method: 'POST',
      url: '/v1/enrollments?dryRun=true',
      headers: {
        authorization: `Bearer ${await app.token('owner')}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const problem = answer.json();
    if (answer.statusCode >= 400) {
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(problem).toMatchObject({ status: answer.statusCode, requestId: answer.headers['x-request-id'] });
    }
    return { status: answer.statusCode, problem, code: problem.code, detail: problem.detail as string };
  };

  test.each([
    ['{"a": 1,}', 'line 1, column 9'],
    ['{\n  "a": x}', 'line 2, column 8'],
    ['{"a": 1\n"b": 2}', 'line 2, column 1'],
    ["{'a': 1}", 'line 1, column 2'],
    ['{"a": "x\ty"}', 'line 1, column 9'],
    ['[1, 2', 'it ends too early, at line 1, column 6'],
    ['{"a": "\\x"}', 'line 1, column 8'],
    ['{} {}', 'line 1, column 4'],
    ['nonsense', 'line 1, column 1'],
    ['{"a":1}\u0000', 'line 1, column 8'],
    ['\n\n{"ключ": 01}', 'line 3, column 11'],
  ])('malformed JSON %j is refused with line and column', async (text, place) => {
    const { status, code, problem, detail } = await send(text);
    expect([status, code, detail]).toEqual([400, 'invalid', `The body is not JSON: ${place}.`]);
    expect(problem.violations).toEqual([{ path: '', rule: 'json', message: detail }]);
  });

  test('a body in another encoding than UTF-8 is refused', async () => {
    for (const body of [
      Buffer.from('{"a":"\xe9"}', 'latin1'),
      Buffer.from('{"a":1}', 'utf16le'),
      Buffer.from([0x7b, 0xc0, 0x80]),
    ]) {
      const { status, code } = await send(body);
      expect([status, code]).toEqual([400, 'invalid']);
    }
  });

  test('a byte order mark in front is no mistake', async () => {
    expect((await send(`\ufeff${JSON.stringify(valid)}`)).status).toBe(200);
  });

  test.each(['[]', 'null', '7', '"text"', 'true', '[{}]'])('%s is no object: refused', async (text) => {
    const { status, problem } = await send(text);
    expect([status, problem.violations]).toMatchObject([400, [{ path: '', rule: 'type' }]]);
  });

  test.each([undefined, '', '  \n'])('no body, %j, is an object without fields', async (text) => {
    const { status, problem } = await send(text);
    expect([status, problem.violations.map((one: { rule: string }) => one.rule)]).toEqual([
      400,
      ['required', 'required', 'required'],
    ]);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'a field of the name %s is an unknown field like any other',
    async (name) => {
      const text = `{"${name}": {"dueDateType": "unlimited", "admin": true}, ${JSON.stringify(valid).slice(1)}`;
      const { status, problem } = await send(text);
      expect([status, problem.violations]).toMatchObject([
        400,
        [{ path: `/${name}`, rule: 'unknown_field' }],
      ]);
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
    },
  );

  test('a name that no database can hold is nobody, not a failure of ours', async () => {
    for (const name of ['\ud800', '\u{1f642}', 'a\u200bb', 'x'.repeat(255)]) {
      const { status } = await send(JSON.stringify({ ...valid, learnerRefs: [name] }));
      expect(status).toBe(400);
    }
    const emails = await send(
      JSON.stringify({ ...valid, learnerRefs: undefined, learnerEmails: ['a\u0000b', '\ud800'] }),
    );
    expect(emails.status).toBe(400);
    expect(
      (await send(JSON.stringify({ ...valid, learnerRefs: ['x'.repeat(256)] }))).problem.violations,
    ).toMatchObject([{ path: '/learnerRefs/0', rule: 'max_length' }]);
  });

  test('depth is no weapon', async () => {
    const { status, code } = await send(`{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`);
    expect([status, code]).toEqual([400, 'invalid']);
  });

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'text/xml',
    'multipart/form-data; boundary=x',
    'application/json-seq',
    'nonsense',
  ])('the content type %s is not understood: 415', async (type) => {
    const { status, code, detail } = await send('a=1', { 'content-type': type });
    expect([status, code]).toEqual([415, 'unsupported_media_type']);
    expect(detail).toContain('application/json');
  });

  test('where nothing is sent, its type does not matter', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.rest('owner', 'POST', '/v1/api-clients/none/rotate', '', headers);
    expect([answer.status, answer.json.code]).toEqual([404, 'absent']);
  });

  test.each([
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/merge-patch+json',
    'application/vnd.acme.v1+json',
  ])('the content type %s is JSON', async (type) => {
    expect((await send(JSON.stringify(valid), { 'content-type': type })).status).toBe(200);
  });

  test.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text: string) => Buffer.from(text)],
  ])('a body may be packed: %s', async (encoding, pack) => {
    const body = pack(JSON.stringify(valid));
    expect((await send(body, { 'content-encoding': encoding })).status).toBe(200);
  });

  test.each([
    ['compress', 'x'],
    ['gzip, gzip', gzipSync(gzipSync('{}'))],
  ])('the content encoding %s is not known: 415', async (encoding, body) => {
    const { status, code } = await send(body, { 'content-encoding': encoding });
    expect([status, code]).toEqual([415, 'unsupported_media_type']);
  });

  test.each([
    ['no gzip', Buffer.from('{"a":1}')],
    ['cut off', gzipSync(JSON.stringify(valid)).subarray(0, 30)],
    ['broken', Buffer.concat([gzipSync(JSON.stringify(valid)).subarray(0, -6), Buffer.alloc(6)])],
  ])('a packed body that does not inflate (%s) is refused', async (_what, body) => {
    const { status, code } = await send(body, { 'content-encoding': 'gzip' });
    expect([status, code]).toEqual([400, 'invalid']);
  });

  test('a body over the bound is refused with 413 that names it, packed or not', async () => {
    const large = JSON.stringify({ ...valid, pad: 'x'.repeat(20_000) });
    const plain = await send(large);
    expect([plain.status, plain.code, plain.detail]).toEqual([
      413,
      'too_large',
      'The body is larger than 20000 bytes.',
    ]);
    for (const [encoding, pack] of [
      ['gzip', gzipSync],
      ['br', brotliCompressSync],
      ['deflate', deflateSync],
    ] as const) {
      const bomb = pack(Buffer.alloc(3_000_000));
      const packed = await send(bomb.subarray(0, Math.min(bomb.length, 19_999)), {
        'content-encoding': encoding,
      });
      expect([packed.status, packed.code]).toEqual([413, 'too_large']);
      expect(packed.detail).toContain('20000');
    }
    expect((await send(JSON.stringify({ ...valid, pad: 'x'.repeat(19_000) }))).status).toBe(400);
  });
});

describe('how much one request may ask for', () => {
  let app: TestApplication;
  beforeAll(async () => {
    const environment = { LIMIT_LEARNERS: '3', LIMIT_COURSES: '2', LIMIT_PAIRS: '4' };
    app = await startApplication({ organization, environment });
  });
  afterAll(() => app.close());

  const letters = (count: number) => Array.from({ length: count }, (_, place) => `x${place}`);
  test.each([
    [
      '/enrollments',
      { learnerRefs: letters(4), courseRefs: ['plain'], dueDateType: 'default' },
      '/learnerRefs max_items',
      '3',
    ],
    [
      '/enrollments',
      { learnerEmails: letters(4), courseRefs: ['plain'], dueDateType: 'default' },
      '/learnerEmails max_items',
      '3',
    ],
    [
      '/enrollments',
      { learnerRefs: ['ann'], courseIds: letters(3), dueDateType: 'default' },
      '/courseIds max_items',
      '2',
    ],
    [
      '/enrollments',
      { learnerRefs: letters(3), courseRefs: letters(2), dueDateType: 'default' },
      '/learnerRefs max_pairs',
      '4',
    ],
    ['/enrollments/unenroll', { enrollmentIds: letters(4) }, '/enrollmentIds max_items', '3'],
    [
      '/enrollments/unenroll',
      { learnerIds: letters(3), courseRefs: letters(2) },
      '/learnerIds max_pairs',
      '4',
    ],
    [
      '/enrollments/change',
      { learnerLogins: letters(4), courseRefs: ['plain'], dueDateType: 'default' },
      '/learnerLogins max_items',
      '3',
    ],
  ])('POST /v1%s with %j is too large, and the bound is named', async (path, body, violation, bound) => {
    const { status, json } = await app.rest('owner', 'POST', `/v1${path}`, body);
    expect([status, json.code]).toEqual([413, 'too_large']);
    const [{ path: place, rule, message }] = json.violations;
    expect([`${place} ${rule}`, message]).toEqual([violation, expect.stringContaining(bound)]);
  });

  test('lists of a query are bounded alike', async () => {
    const query = letters(4)
      .map((ref) => `learnerRef=${ref}`)
      .join('&');
    const { status, json } = await app.rest('owner', 'GET', `/v1/enrollments?${query}`);
    expect([status, json.violations]).toMatchObject([413, [{ path: '/learnerRefs' }]]);
  });

  test('as much as the bound is not too much', async () => {
    const body = { learnerRefs: ['ann', 'bob'], courseRefs: ['plain', 'other'], dueDateType: 'default' };
    expect((await app.rest('owner', 'POST', '/v1/enrollments', body)).status).toBe(201);
  });

  test('unknown fields are told one by one, unless there are more than any request has', async () => {
    const fields = Object.fromEntries(letters(150).map((name) => [name, 1]));
    const some = await app.rest('owner', 'POST', '/v1/enrollments', fields);
    expect([some.status, some.json.violations.length]).toEqual([400, 153]);
    const many = Object.fromEntries(letters(1_000).map((name) => [name, 1]));
    const all = await app.rest('owner', 'POST', '/v1/enrollments', many);
    expect([all.status, all.json.violations]).toMatchObject([400, [{ rule: 'max_fields' }]]);
  });
});
