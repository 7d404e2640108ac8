import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { credentials, enrolling, envelope, request, soap11, soap12 } from './envelopes.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
let failing = false;
beforeAll(async () => {
  soap = await startSoap({
    clock: () => {
      if (failing) throw new Error('a secret of the inside at /var/lib/secret.ts:12:34');
      return Date.now();
    },
  });
});
afterAll(async () => {
  failing = false;
  await soap.app.close();
});

const wrong = '<dueDateType>never</dueDateType>';

describe('every fault', () => {
  test.each([
    [soap11, 500, 'Client'],
    [soap12, 400, 'Sender'],
  ])('has the code, the words and the status of its version (%s)', async (of, status, blame) => {
    const content = enrolling(['safety'], ['anna'], wrong);
    const answer = await soap.call('owner', 'EnrollLearnersInCourses', content, { envelope: of });
    expect(answer).toMatchObject({ status, envelope: of });
    expect(answer.fault).toMatchObject({ blame, text: 'Wrong parameters', code: 'invalid' });
    expect(answer.fault?.message).toContain('/dueDateType');
  });

  test('carries the id of the request, the one that the caller gave if it is a UUID', async () => {
    const given = '0190A1B2-0000-7000-8000-00000000ABCD';
    const body = envelope('<GetEnrollmentsRequest/>');
    const answer = await soap.send(body, { 'x-request-id': given });
    expect(answer.text).toContain(`${given.toLowerCase()}</`);
    expect(answer.headers['x-request-id']).toBe(given.toLowerCase());
    const other = await soap.send(body, { 'x-request-id': '<script>' });
    expect(other.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  test.each([
    ['EnrollLearnersInCourses', 'Wrong parameters'],
    ['GetEnrollment', 'Wrong parameters'],
    ['GetEnrollments', 'Wrong parameters'],
    ['ListEnrollments', 'Wrong parameters'],
    ['ChangeEnrollment', 'Wrong Parameters'],
    ['Unenroll', 'Wrong parameters'],
  ])(
    'a request of %s that is wrong is told "%s"; without credentials "Authorization failed"',
    async (operation, text) => {
      expect((await soap.call('owner', operation, '<nonsense/>')).fault).toMatchObject({
        text,
        code: 'invalid',
      });
      const stranger = await soap.call(null, operation, '<nonsense/>');
      expect(stranger.fault).toMatchObject({ text: 'Authorization failed', code: 'unauthenticated' });
    },
  );

  test('quotes what was sent only in part, and never breaks by it', async () => {
    const name = 'x'.repeat(5_000);
    const odd = '&lt;/detail&gt;&amp;\u{1f600}&#13;';
    for (const content of [`<${name}/>`, enrolling([`${odd}${'é'.repeat(200)}`], ['anna'])]) {
      const answer = await soap.call('owner', 'EnrollLearnersInCourses', content);
      expect(answer.fault?.code).toBe('invalid');
      expect(answer.text.length).toBeLessThan(3_000);
    }
    const operation = await soap.send(envelope(`<${name}/>`));
    expect(operation.fault?.violations).toMatchObject([{ rule: 'unknown_operation' }]);
    expect(operation.text.length).toBeLessThan(2_000);
  });
});

describe('what nobody expected', () => {
  test.each([
    [soap11, 'Server'],
    [soap12, 'Receiver'],
  ])(
    'is the fault of the server with 500, and tells nothing but the id of the request (%s)',
    async (of, blame) => {
      const token = await soap.app.token('owner');
      failing = true;
      const answer = await soap.send(envelope(request('GetEnrollments', token, ''), { envelope: of }));
      failing = false;
      expect(answer.status).toBe(500);
      expect(answer.fault).toMatchObject({ blame, text: 'Internal error', code: 'broken', violations: [] });
      expect(answer.text).not.toMatch(/secret/);
      expect((await soap.call('owner', 'GetEnrollments', '')).fault).toBeUndefined();
    },
  );
});

describe('too many requests', () => {
  test.each([
    [soap11, 500, 'Client'],
    [soap12, 400, 'Sender'],
  ])('are a fault that says when to come again (%s)', async (of, status, blame) => {
    const limited = await startSoap({ environment: { RATE_LIMIT: '1' } });
    try {
      const body = envelope(
        `<GetEnrollmentsRequest>${credentials(await limited.app.token('owner'))}</GetEnrollmentsRequest>`,
        { envelope: of },
      );
      const answers = await Promise.all([1, 2, 3, 4].map(() => limited.send(body)));
      const refused = answers.filter(({ fault }) => fault !== undefined);
      expect(refused.length).toBeGreaterThan(0);
      for (const answer of refused) {
        expect(answer).toMatchObject({
          status,
          fault: { blame, text: 'Too many requests', code: 'too_many' },
        });
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      }
    } finally {
      await limited.app.close();
    }
  });
});
