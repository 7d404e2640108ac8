import { beforeEach, describe, expect, test } from '@jest/globals';
import { Slowdown } from '../../src/permission/slowdown.js';
import { failureOf } from '../asking.js';

const minute = 60_000;

describe('guesses are slowed', () => {
  let now = 0;
  let pauses: number[] = [];
  let slowdown = new Slowdown(() => now);
  beforeEach(() => {
    now = 0;
    pauses = [];
    slowdown = new Slowdown(
      () => now,
      async (milliseconds) => {
        pauses.push(milliseconds);
      },
    );
  });
  const wrong = (pair: string) => slowdown.check(pair, async () => false);
  const right = (pair: string) => slowdown.check(pair, async () => true);
  const wrongTimes = async (pair: string, times: number) => {
    for (let time = 0; time < times; time += 1) expect(await wrong(pair)).toBe(false);
  };

  test('three failures cost nothing, then each waits twice as long, up to eight seconds', async () => {
    await wrongTimes('anna 10.0.0.1', 10);
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  test('per pair of account and address: the same account from elsewhere is not slowed, nor another account', async () => {
    await wrongTimes('anna 10.0.0.1', 8);
    pauses = [];
    expect([await right('anna 10.0.0.2'), await right('ben 10.0.0.1')]).toEqual([true, true]);
    expect(pauses).toEqual([]);
  });

  test('who waits and is right gets in, and all is forgotten', async () => {
    await wrongTimes('anna 10.0.0.1', 5);
    expect(await right('anna 10.0.0.1')).toBe(true);
    expect(pauses).toEqual([250, 500, 1_000]);
    await wrongTimes('anna 10.0.0.1', 3);
    expect(pauses).toHaveLength(3);
  });

  test('failures are forgotten fifteen minutes after the last', async () => {
    await wrongTimes('anna 10.0.0.1', 6);
    now += 15 * minute - 1;
    await wrongTimes('anna 10.0.0.1', 1);
    expect(pauses).toHaveLength(4);
    now += 15 * minute;
    await wrongTimes('anna 10.0.0.1', 3);
    expect(pauses).toHaveLength(4);
  });

  test('guesses of one pair are tried one by one, however many come at once', async () => {
    let running = 0;
    let most = 0;
    const slow = () =>
      slowdown.check('anna 10.0.0.1', async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return false;
      });
    await Promise.all(Array.from({ length: 10 }, slow));
    expect([most, pauses]).toEqual([1, [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000]]);
  });

  test('more than twenty that wait are refused at once, others are not', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const waiting = Array.from({ length: 20 }, () =>
      slowdown.check('anna 10.0.0.1', () => gate.then(() => false)),
    );
    expect(await failureOf(wrong('anna 10.0.0.1'))).toMatchObject({ code: 'too_many', retryAfter: 10 });
    expect(await right('ben 10.0.0.1')).toBe(true);
    open();
    await Promise.all(waiting);
    expect(await right('anna 10.0.0.1')).toBe(true);
  });

  test('an attempt that breaks is no failed guess, and lets the next one pass', async () => {
    const broken = () => slowdown.check('anna 10.0.0.1', () => Promise.reject(new Error('broken')));
    for (let time = 0; time < 6; time += 1) await expect(broken()).rejects.toThrow('broken');
    expect(await right('anna 10.0.0.1')).toBe(true);
    expect(pauses).toEqual([]);
  });

  test('what is remembered is bounded: of too many pairs the longest known are forgotten', async () => {
    await wrongTimes('first 10.0.0.1', 5);
    for (let place = 0; place < 10_000; place += 1) await wrong(`somebody ${place}`);
    pauses = [];
    await wrongTimes('somebody 9999', 3);
    expect(pauses).toEqual([250]);
    pauses = [];
    await wrongTimes('first 10.0.0.1', 3);
    expect(pauses).toEqual([]);
  });
});
