import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { WriteQueue } from '../../src/storage/write-queue.js';
import { failureOf } from '../asking.js';

describe('the queue of writers', () => {
  test('lets one in at a time, in the order of arrival', async () => {
    const queue = new WriteQueue(10_000);
    const order: string[] = [];
    const work = async (name: string) => {
      await queue.enter();
      order.push(`${name} in`);
      await sleep(1);
      order.push(`${name} out`);
      queue.leave();
    };
    await Promise.all(['a', 'b', 'c'].map(work));
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  test('whoever has waited too long leaves it as unavailable, and those behind keep their turn', async () => {
    const queue = new WriteQueue(60);
    await queue.enter();
    const late = [failureOf(queue.enter()), failureOf(queue.enter())];
    await sleep(40);
    const behind = queue.enter();
    expect((await Promise.all(late)).map(({ kind }) => kind)).toEqual(['unavailable', 'unavailable']);
    queue.leave();
    await behind;
    queue.leave();
    await queue.enter();
    queue.leave();
  });
});
