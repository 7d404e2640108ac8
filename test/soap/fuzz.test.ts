import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { enrolling, envelope, request, soap11, soap12, unlimited } from './envelopes.js';
import { organization, type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
let originals: Buffer[];
beforeAll(async () => {
  const users = organization.users?.filter(({ ref }) => !ref?.startsWith('learner-')) ?? [];
  soap = await startSoap({ organization: { ...organization, users } });
  await soap.call('owner', 'EnrollLearnersInCourses', enrolling(['privacy'], ['anna', 'ben', 'carla']));
  const token = await soap.app.token('owner');
  const id = `<enrollmentId>${await soap.enrollmentId('anna', 'privacy')}</enrollmentId>`;
  const due =
    '<dueDateType>due_date</dueDateType><dueDate>2027-01-01</dueDate><lockAfterDueDate>1</lockAfterDueDate>';
  originals = [
    request('EnrollLearnersInCourses', token, enrolling(['safety', 'Überblick'], ['anna', 'Zoë'], due)),
    request('ChangeEnrollment', token, id + due),
    request('ChangeEnrollment', token, `${id}<accessDate>2026-12-01 10:30:00</accessDate>${unlimited}`),
    request('GetEnrollment', token, id),
    request('ListEnrollments', token, '<pageSize>2</pageSize><courseIds><id>privacy</id></courseIds>'),
    request('Unenroll', token, id),
  ].flatMap((body) =>
    [soap11, soap12].map((of) => Buffer.from(envelope(body, { envelope: of, header: '' }))),
  );
});
afterAll(() => soap.app.close());

const pieces = [
  '<',
  '>',
  '&',
  '"',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?x ?>',
  '<!DOCTYPE a>',
  '&#0;',
  '&#x41;',
  ';',
  ' xmlns=""',
  ' xmlns:e="urn:x"',
  ' xsi:nil="true"',
  ' e:mustUnderstand="1"',
  '<id>safety</id>',
  '<id/>',
  '<x/>',
  '<dryRun>true</dryRun>',
  '<learnerIds><id>ben</id></learnerIds>',
  '\u0000',
  '\uFEFF',
  '\uFFFF',
  '😀',
  '\r\n',
  ' ',
  '-1',
  '99999999999999999999',
  '2026-02-30',
  '__proto__',
  'due_period',
  'unlimited',
  'e:Body',
  'Unenroll',
].map((piece) => Buffer.from(piece));

const insertion = fc.oneof(
  fc.constantFrom(...pieces),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
);
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.nat(12)),
  inserted: fc.oneof(fc.constant(Buffer.alloc(0)), insertion),
  /** Bytes of the document itself that are put there as well. */
  copied: fc.oneof(fc.constant(undefined), fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(80))),
});
const headers = fc.record({
  'content-type': fc.constantFrom(
    'text/xml; charset=utf-8',
    'text/xml',
    'application/soap+xml; charset=utf-8; action="x"',
    'text/xml; charset=iso-8859-1',
    'text/xml; charset=utf-16',
    'application/json',
    ';',
  ),
  soapaction: fc.constantFrom('"Unenroll"', '', '"'),
});

/** Everything that is known of every enrollment, active and ended. */
async function state(): Promise<string> {
  const { json } = await soap.app.rest(
    'owner',
    'GET',
    '/v1/enrollments?status=active&status=ended&limit=1000',
  );
  return JSON.stringify(json.items);
}

test('whatever becomes of a request: an answer in XML with 200, 400 or 500, and a fault has changed nothing', async () => {
  let before = await state();
  const outcomes = new Set<string>();
  const property = fc.asyncProperty(
    fc.nat(),
    fc.array(mutation, { minLength: 1, maxLength: 4 }),
    headers,
    async (which, mutations, sent) => {
      let body = originals[which % originals.length] ?? Buffer.alloc(0);
      for (const { at, removed, inserted, copied } of mutations) {
        const place = Math.floor(at * body.length);
        const from = Math.floor((copied?.[0] ?? 0) * body.length);
        const copy = body.subarray(from, from + (copied?.[1] ?? 0));
        body = Buffer.concat([body.subarray(0, place), inserted, copy, body.subarray(place + removed)]);
      }
      // Held to all that holds for every answer: XML, the WSDL's schema, SOAP's status codes, nothing of the inside.
      const answer = await soap.send(body, sent);
      expect([200, 400, 500]).toContain(answer.status);
      expect(answer.fault?.code).not.toBe('broken');
      outcomes.add(answer.fault?.code ?? answer.payload.name);
      const after = await state();
      if (answer.fault) expect(after).toBe(before);
      before = after;
    },
  );
  await fc.assert(property, { numRuns: 1_000_000, interruptAfterTimeLimit: 1_800 });
  expect(outcomes).toContain('invalid');
}, 30_000);

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.constantFrom(
    'anna',
    'safety',
    'old',
    'first-aid-day',
    '2026-12-31',
    '2026-10-25 02:30:00',
    '0000-00-00',
    '9999-12-31',
  ),
  fc.constantFrom(
    '-0',
    '00',
    '1000000',
    '9007199254740993',
    'NaN',
    'true',
    '1',
    "' OR 1=1 --",
    '%',
    '\\',
    '../..',
    '${x}',
  ),
  fc.uuid(),
);
const written = fc.record({
  operation: fc.constantFrom(
    'EnrollLearnersInCourses',
    'GetEnrollment',
    'GetEnrollments',
    'ListEnrollments',
    'ChangeEnrollment',
    'Unenroll',
  ),
  fields: fc.dictionary(
    fc.constantFrom(
      'courseIds',
      'learnerIds',
      'enrollmentId',
      'accessDate',
      'dueDateType',
      'dueDate',
      'duePeriod',
      'lockAfterDueDate',
      'pageSize',
      'pageToken',
    ),
    fc.oneof(
      value,
      fc.array(value, { maxLength: 4 }),
      fc.constantFrom('due_date', 'due_period', 'default', 'unlimited'),
    ),
    { maxKeys: 8 },
  ),
});

test('whatever the fields hold: a reply, or a fault that is not the fault of the server and has changed nothing', async () => {
  const token = await soap.app.token('owner');
  let before = await state();
  const property = fc.asyncProperty(written, async ({ operation, fields }) => {
    const content = Object.entries(fields).map(([name, held]) => {
      const inner =
        typeof held === 'string' ? escaped(held) : held.map((id) => `<id>${escaped(id)}</id>`).join('');
      return `<${name}>${inner}</${name}>`;
    });
    const answer = await soap.send(envelope(request(operation, token, content.join(''))));
    expect(['broken', 'unavailable']).not.toContain(answer.fault?.code);
    const after = await state();
    if (answer.fault) expect(after).toBe(before);
    before = after;
  });
  await fc.assert(property, { numRuns: 1_000_000, interruptAfterTimeLimit: 1_200 });
}, 30_000);

/** As character data; what XML cannot carry stays as it is, for the server to refuse. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
