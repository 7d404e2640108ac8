import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { inputCheck } from '../../src/contract/check.js';
import { type Gateway, openGateway, type Verbs } from '../../src/gateway.js';
import { operator } from '../../src/permission/caller.js';
import type { UnitOfWork, Work } from '../../src/unit-of-work.js';
import { failureOf } from '../asking.js';

const limits = { learners: 10, courses: 10, enrollments: 10, members: 100_000, pairs: 100 };
const input = { learnerRefs: ['a'], courseRefs: ['b'], dueDateType: 'unlimited' };
const answer = { summary: { enrolled: 1, alreadyEnrolled: 0, failed: 0 }, outcomes: [], outcomesOmitted: 0 };

describe('requests with one idempotency key at one instance', () => {
  let finish: (() => void)[] = [];
  let gateway: Gateway;
  const kept = new Map<string, string>();

  beforeEach(() => {
    jest.useFakeTimers();
    kept.clear();
    finish = [];
    const receipts = {
      claim: async (key: Buffer) => kept.get(key.toString('hex')),
      keep: async (key: Buffer, text: string) => {
        kept.set(key.toString('hex'), text);
      },
    };
    const unitOfWork = {
      write: <T>(_request: unknown, work: Work<T>) => work({ receipts } as unknown as Parameters<Work<T>>[0]),
    } as unknown as UnitOfWork;
    gateway = openGateway({
      verbs: {
        enrollLearnersInCourses: () =>
          new Promise((resolve) => {
            finish.push(() => resolve(answer));
          }),
      } as unknown as Verbs,
      unitOfWork,
      recognition: { recognize: () => Promise.reject(new Error('nobody')), forget: () => {} },
      check: inputCheck(limits),
      limits,
      clock: Date.now,
      zone: Object.assign(async () => 'UTC', { forget: () => {} }),
      log: { error: () => {}, warn: () => {} },
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const ask = (idempotencyKey?: string) =>
    gateway.perform('enrollLearnersInCourses', operator, input, {
      protocol: 'test',
      requestId: null,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });

  test('a second waits for the first and gets its answer', async () => {
    const first = ask('k');
    const second = ask('k');
    await jest.advanceTimersByTimeAsync(9_000);
    expect(finish).toHaveLength(1);
    finish[0]?.();
    expect([(await first).replayed, (await second).replayed]).toEqual([false, true]);
  });

  test('a second that has waited ten seconds is refused as a conflict; the first goes on', async () => {
    const first = ask('k');
    const refused = failureOf(ask('k'));
    await jest.advanceTimersByTimeAsync(10_001);
    expect(await refused).toMatchObject({ code: 'idempotency_key_in_use', kind: 'conflict', retryAfter: 5 });
    finish[0]?.();
    expect((await first).output).toEqual(answer);
    expect((await ask('k')).replayed).toBe(true);
  });

  test('other keys, and requests without one, do not wait', async () => {
    const all = [ask('a'), ask('b'), ask(), ask()];
    await jest.advanceTimersByTimeAsync(1);
    expect(finish).toHaveLength(4);
    for (const end of finish) end();
    expect((await Promise.all(all)).map(({ replayed }) => replayed)).toEqual([false, false, false, false]);
  });
});
