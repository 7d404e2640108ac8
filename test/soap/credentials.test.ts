import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { operator } from '../../src/permission/caller.js';
import { enrolling, envelope, soap11, soap12 } from './envelopes.js';
import type { SoapAnswer } from './soap-answer.js';
import { type SoapCaller, startSoap } from './soap-caller.js';

let soap: SoapCaller;
let token: string;
let now = Date.parse('2026-11-22T09:00:00Z');
beforeAll(async () => {
  soap = await startSoap({ clock: () => now });
  token = await soap.app.token('owner');
});
afterAll(() => soap.app.close());

let learners = 0;
let learner: string;
beforeEach(() => {
  learners += 1;
  learner = `learner-${learners}`;
});

type Headers = Readonly<Record<string, string>>;

/** Asks to enroll `learner` with these credentials as they stand. */
function ask(who: string, headers: Headers = {}, of = soap11): Promise<SoapAnswer> {
  const name = 'EnrollLearnersInCoursesRequest';
  return soap.send(
    envelope(`<${name}>${who}${enrolling(['safety'], [learner])}</${name}>`, { envelope: of }),
    headers,
  );
}

async function isTaken(who: string, headers?: Headers): Promise<void> {
  const answer = await ask(who, headers);
  expect(answer.fault).toBeUndefined();
  expect(await soap.enrolled()).toContain(`${learner} in safety`);
}

async function isRefused(who: string, headers?: Headers): Promise<void> {
  const { fault } = await ask(who, headers);
  expect(fault).toMatchObject({ blame: 'Client', text: 'Authorization failed', code: 'unauthenticated' });
  expect(await soap.enrolled()).not.toContain(`${learner} in safety`);
}

const withToken = (text: string) => `<credentials><token>${text}</token></credentials>`;
const withPassword = (email: string, password: string, accountUrl = 'https://acme.example') =>
  `<credentials><accountUrl>${accountUrl}</accountUrl><email>${email}</email><password>${password}</password></credentials>`;

describe('credentials that are taken', () => {
  test('a token', async () => {
    await isTaken(withToken(token));
  });

  test('a token with blanks around it', async () => {
    await isTaken(withToken(`\n\t ${token} \r\n`));
  });

  test.each(['owner@soap.example', 'OWNER@Soap.Example', 'the-owner', 'The-Owner'])(
    'account URL, "%s" and password',
    async (email) => {
      await isTaken(withPassword(email, 'correct horse'));
    },
  );

  test('the account URL has to be there, but is compared with nothing', async () => {
    await isTaken(withPassword('the-owner', 'correct horse', 'https://another.ispringlearn.com/'));
  });

  test('in any order, and the token counts where both forms are there', async () => {
    const old = '<password>wrong</password><email>the-owner</email><accountUrl>u</accountUrl>';
    await isTaken(`<credentials>${old}<token>${token}</token></credentials>`);
    await isTaken(
      '<credentials><password>correct horse</password><email>the-owner</email><accountUrl>u</accountUrl></credentials>',
    );
  });

  test.each(['Bearer', 'bearer', 'BEARER'])(
    'a %s token in the header, where the element is left out',
    async (scheme) => {
      await isTaken('', { authorization: `${scheme} ${token}` });
    },
  );

  test.each([
    '<credentials/>',
    '<credentials> </credentials>',
    '<credentials><token/></credentials>',
    '<credentials><token xsi:nil="true"/><email/></credentials>',
  ])('a token in the header, where the element holds nothing: %s', async (empty) => {
    await isTaken(empty, { authorization: `Bearer ${token}` });
  });

  test('those at the end of the request count as well as those at its beginning', async () => {
    const name = 'EnrollLearnersInCoursesRequest';
    const content = `${enrolling(['safety'], [learner])}${withToken(token)}`;
    expect((await soap.send(envelope(`<${name}>${content}</${name}>`))).fault).toBeUndefined();
    expect(await soap.enrolled()).toContain(`${learner} in safety`);
  });
});

describe('the element wins over the header', () => {
  test('where both are right, the element says who acts', async () => {
    const branchAdmin = await soap.app.token('branch-admin');
    const { fault } = await ask(withToken(branchAdmin), { authorization: `Bearer ${token}` });
    expect(fault).toMatchObject({ text: 'Permission denied' });
    await isTaken(withToken(token), { authorization: `Bearer ${branchAdmin}` });
  });

  test.each([
    ['a wrong token', withToken('x'.repeat(43))],
    ['a wrong password', withPassword('learner-1', 'wrong')],
    ['an e-mail without a password', '<credentials><email>the-owner</email></credentials>'],
    ['an account URL alone', '<credentials><accountUrl>https://acme.example</accountUrl></credentials>'],
    ['a password alone', '<credentials><password>correct horse</password></credentials>'],
  ])('%s in the element is refused, whatever the header says', async (_, who) => {
    await isRefused(who, { authorization: `Bearer ${token}` });
  });

  test('a wrong header beside right credentials is not even read', async () => {
    await isTaken(withToken(token), { authorization: 'Bearer nonsense' });
    await isTaken(withToken(token), { authorization: 'Basic bm9uZTpub25l' });
  });
});

describe('credentials that are refused, always in the same words', () => {
  test.each<[string, string, Headers]>([
    ['none at all', '', {}],
    ['an empty element', '<credentials/>', {}],
    ['a token of nobody', withToken('A'.repeat(43)), {}],
    ['a text that is no token', withToken('🙂'), {}],
    ['a token of nobody in the header', '', { authorization: 'Bearer AAAA' }],
    ['a header of another scheme', '', { authorization: 'Basic dGhlLW93bmVyOmNvcnJlY3QgaG9yc2U=' }],
    ['a header without a scheme', '', { authorization: 'AAAA' }],
    ['an empty header', '', { authorization: '' }],
    ['a wrong password', withPassword('the-owner', 'correct hors'), {}],
    ['a password in another case', withPassword('the-owner', 'Correct Horse'), {}],
    ['a user whom nobody knows', withPassword('nobody@soap.example', 'correct horse'), {}],
    ['a user without a password', withPassword('anna', 'anna'), {}],
    [
      'no account URL',
      '<credentials><email>the-owner</email><password>correct horse</password></credentials>',
      {},
    ],
    [
      'no e-mail',
      '<credentials><accountUrl>u</accountUrl><password>correct horse</password></credentials>',
      {},
    ],
    ['no password', '<credentials><accountUrl>u</accountUrl><email>the-owner</email></credentials>', {}],
    [
      'a token of nobody beside a right password',
      '<credentials><token>x</token><accountUrl>u</accountUrl><email>the-owner</email><password>correct horse</password></credentials>',
      {},
    ],
  ])('%s', async (_, who, headers) => {
    await isRefused(who, headers);
  });

  test('the words for a wrong password and for an unknown user are the same', async () => {
    const wrong = await ask(withPassword('owner@soap.example', 'wrong'));
    const unknown = await ask(withPassword('owner@else.example', 'wrong'));
    expect(unknown.fault).toEqual(wrong.fault);
  });

  test('in SOAP 1.2 it is the sender with 400', async () => {
    const answer = await ask(withToken('x'), {}, soap12);
    expect(answer).toMatchObject({ status: 400, version: '1.2' });
    expect(answer.fault).toMatchObject({ blame: 'Sender', text: 'Authorization failed' });
  });

  test('a million blanks within a token are no work', async () => {
    await isRefused(withToken(`a${' '.repeat(1_000_000)}b`));
  });

  test('no secret ever comes back', async () => {
    const answer = await ask(withPassword('the-owner', 'hunter2-hunter2'));
    expect(answer.text).not.toContain('hunter2');
    expect((await ask(withToken('tok-en-of-nobody'))).text).not.toContain('tok-en-of-nobody');
  });
});

describe('credentials that were right once', () => {
  const circumstances = { protocol: 'command line', requestId: null };
  const newToken = async (userName: string) => {
    const input = { lifetime: 3_600, userName };
    const { gateway } = soap.app.application;
    return (await gateway.perform('issueToken', operator, input, circumstances)).output.accessToken;
  };

  test('a revoked token', async () => {
    const revoked = await newToken('owner');
    await isTaken(withToken(revoked));
    await soap.app.application.gateway.perform('revokeToken', operator, { token: revoked }, circumstances);
    learner = 'ben';
    await isRefused(withToken(revoked));
    await isRefused('', { authorization: `Bearer ${revoked}` });
  });

  test('an expired token', async () => {
    const short = await newToken('owner');
    now += 3_599_000;
    await isTaken(withToken(short));
    now += 1_000;
    learner = 'carla';
    await isRefused(withToken(short));
  });

  test('the token and the password of somebody who became inactive', async () => {
    const leaver = {
      ref: 'leaver',
      login: 'leaver',
      departmentRef: 'hq',
      password: 'still here',
      roles: [{ role: 'administrator' as const }],
    };
    await soap.app.load({ users: [leaver] });
    const held = await newToken('leaver');
    await isTaken(withToken(held));
    await isTaken(withPassword('leaver', 'still here'));
    await soap.app.load({ users: [{ ...leaver, status: 'inactive' }] });
    learner = 'Zoë';
    await isRefused(withToken(held));
    await isRefused(withPassword('leaver', 'still here'));
    await soap.app.load({ users: [{ ...leaver, status: 'active' }] });
    await isTaken(withPassword('leaver', 'still here'));
  });

  test('a password that was changed', async () => {
    await soap.app.load({ users: [{ ref: 'owner', password: 'new one' }] });
    await isRefused(withPassword('the-owner', 'correct horse'));
    await isTaken(withPassword('the-owner', 'new one'));
  });
});
