import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Failure, type FailureCode } from '../../src/contract/failure.js';
import type { Operation } from '../../src/contract/operation.js';
import { type OperationName, operations } from '../../src/contract/operations.js';
import { bindings as ispringBindings } from '../../src/ispring/bindings.js';
import { unknownCaller } from '../../src/permission/caller.js';
import { routes } from '../../src/rest/routes.js';
import { bindings } from '../../src/soap/bindings.js';
import { startApplication, type TestApplication } from '../application.js';
import { ask as askCore } from '../asking.js';
import { envelope, request } from '../soap/envelopes.js';
import { readAnswer } from '../soap/soap-answer.js';
import { type CallerName, callers, organization, refOf, type Target, target } from './people.js';
import { trainingThings } from './training-things.js';
import { type AnyWay, expected, type Verdict } from './way.js';
import { ways } from './ways.js';
import { vendorThings } from './ways-ispring.js';

const names = Object.keys(operations) as OperationName[];
const all = names.flatMap((name) => Object.entries(ways[name]).map(([way, how]) => ({ name, way, how })));
const stranger = 'a-token-that-nobody-was-given';

describe('the table of this test', () => {
  test.each(names)('%s is asked for over every address and binding that carries it', (name) => {
    const rest = routes.flatMap((route) =>
      route.operation === name ? [`${route.method} ${route.path}`] : [],
    );
    const soap = bindings.flatMap((binding) => (binding.operation === name ? [binding.name] : []));
    const ispring = ispringBindings.flatMap(({ operation, method, path }) =>
      operation === name ? [`ispring ${method} ${path}`] : [],
    );
    const carried = [...rest, ...soap, ...ispring];
    expect(Object.keys(ways[name]).sort()).toEqual((carried.length > 0 ? carried : ['core']).sort());
  });
});

// One engine will do: that both keep the same scope is what `scope-laws.test.ts` is about.
describe('permissions', () => {
  let app: TestApplication;
  let used = 0;
  beforeAll(async () => {
    app = await startApplication({ organization: organization(1_000) });
    await app.load(vendorThings(1_000));
    await trainingThings(app, 1_000);
  });
  afterAll(() => app.close());

  async function token(caller: CallerName, name: OperationName, whom: Target): Promise<string | undefined> {
    if (caller === 'nobody') return undefined;
    const ref = refOf(caller, (operations[name] as Operation).permission, whom);
    return ref === undefined ? stranger : await app.token(ref);
  }

  /** What a request could have changed: whatever changes something has an event, the newest first. */
  async function everything() {
    const { items: events } = await askCore(app, 'listAuditEvents', { limit: 50 });
    const whole = { limit: 10_000, status: ['active', 'ended'] };
    return { events, enrollments: (await askCore(app, 'listEnrollments', whole)).items };
  }

  async function ask(name: OperationName, way: string, how: AnyWay, whom: Target, credentials?: string) {
    if ('rest' in how) return await askRest(way, how.rest(whom), credentials);
    if ('soap' in how) return await askSoap(way, how.soap(whom), credentials);
    if ('ispring' in how) return await askIspring(way, how.ispring(whom), how.empty === true, credentials);
    const { gateway } = app.application;
    try {
      const caller =
        credentials === undefined
          ? unknownCaller
          : await gateway.recognize({ kind: 'token', token: credentials }, '127.0.0.1');
      await askCore(app, name, how.core(whom), { caller });
      return 'done';
    } catch (error) {
      if (error instanceof Failure) return error.code;
      throw error;
    }
  }

  async function askRest(way: string, [path, body]: readonly [string, object?], credentials?: string) {
    const headers = credentials === undefined ? {} : { authorization: `Bearer ${credentials}` };
    const method = way.split(' ')[0] as 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    const { status, json } = await app.rest(null, method, `/v1${path}`, body, headers);
    if (status >= 400) {
      expect(status).toBe({ unauthenticated: 401, forbidden: 403, absent: 404 }[json.code as string]);
      return json.code as Verdict;
    }
    return json.items?.length === 0 ? 'nothing' : 'done';
  }

  async function askIspring(
    way: string,
    [path, body]: readonly [string, object?],
    empty: boolean,
    credentials?: string,
  ): Promise<Verdict> {
    const headers = {
      accept: 'application/json',
      ...(credentials === undefined ? {} : { authorization: credentials }),
    };
    const method = way.split(' ')[1] as 'GET' | 'POST' | 'DELETE';
    const { status, text, json } = await app.rest(null, method, `/api/v2${path}`, body, headers);
    if (status >= 400) {
      const verdict = { 401: 'unauthenticated', 403: 'forbidden', 404: 'absent' }[status];
      if (verdict === undefined) throw new Error(`${status}: ${text}`);
      return verdict as Verdict;
    }
    const list = Array.isArray(json) ? json : Object.values(json ?? {}).find(Array.isArray);
    const isPage = method === 'GET' || /s$|v2$|list$|find_existing$/.test(path);
    return !empty && isPage && list?.length === 0 && json.groupId === undefined ? 'nothing' : 'done';
  }

  async function askSoap(name: string, content: string, credentials?: string): Promise<Verdict> {
    const answer = readAnswer(await app.soap(envelope(request(name, credentials, content))));
    if (answer.fault) {
      const texts = {
        unauthenticated: 'Authorization failed',
        forbidden: 'Permission denied',
        absent: 'Wrong parameters',
        ...bindings.find((binding) => binding.name === name)?.texts,
      };
      expect(answer.fault.text).toBe(texts[answer.fault.code as keyof typeof texts]);
      return answer.fault.code as Verdict;
    }
    const isEmpty = answer.payload.children.every(
      ({ children, text }) => children.length === 0 && text === '',
    );
    return isEmpty ? 'nothing' : 'done';
  }

  /** Asks as each of these callers in turn; who is refused comes first and all together leaves no trace. */
  async function verify(
    { name, way, how }: (typeof all)[number],
    who: readonly CallerName[],
    managersEnroll: boolean,
  ) {
    const { permission, changes }: Operation = operations[name];
    const right = Object.fromEntries(who.map((caller) => [caller, expected(how, caller, managersEnroll)]));
    const leavesTrace = (caller: CallerName) => changes && right[caller] === 'done';
    const verdicts: Record<string, Verdict | FailureCode> = {};
    const shared = target(0);
    for (const caller of who) await token(caller, name, shared);

    const before = await everything();
    for (const caller of who.filter((one) => !leavesTrace(one))) {
      verdicts[caller] = await ask(name, way, how, shared, await token(caller, name, shared));
    }
    expect(verdicts).toEqual(
      Object.fromEntries(who.flatMap((one) => (leavesTrace(one) ? [] : [[one, right[one]]]))),
    );
    expect(await everything()).toEqual(before);

    for (const caller of who.filter(leavesTrace)) {
      const whom = target(++used);
      const credentials = await token(caller, name, whom);
      // Something to revoke.
      if (name === 'revokeToken') await app.token(whom.ref);
      if (way.endsWith('/users/activate'))
        await askCore(app, 'changeUserStatus', { userRefs: [whom.ref], status: 'inactive' });
      const known = new Set((await everything()).events.map(({ id }) => id));
      verdicts[caller] = await ask(name, way, how, whom, credentials);
      const news = (await everything()).events.filter(({ id }) => !known.has(id));
      expect([caller, news]).toMatchObject([
        caller,
        [{ operation: name, userRef: refOf(caller, permission, whom) }],
      ]);
    }
    expect(verdicts).toEqual(right);
  }

  test.each(all)('$name ($way): each is answered as the policy says; a refusal changes nothing', (one) =>
    verify(one, callers, false),
  );

  describe('in an account that lets managers enroll', () => {
    beforeAll(() => app.load({ account: { managersMayEnroll: true } }));
    const concerned = ['another learner', 'the learner', 'the manager', 'the custom role'] as const;

    test.each(all)('$name ($way): each is answered as the policy says', (one) =>
      verify(one, concerned, true),
    );
  });
});
