import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overlapping, readDays, recogniseDays } from '../../src/catalog/session-day.js';

const hour = 3_600;
const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * hour * 1_000).toISOString();

describe('the days of a session', () => {
  test('come in any order and stand by time; one that begins as another ends is no overlap', () => {
    const asked = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(asked, (hours) => {
        const days = readDays(
          hours.map((one) => ({ startAt: at(one), duration: hour })),
          'UTC',
        );
        if ('violations' in days) throw new Error('they do not overlap');
        expect(days.map(({ startAt }) => startAt)).toEqual(
          [...hours].sort((a, b) => a - b).map((one) => Date.parse(at(one))),
        );
        expect(overlapping(days)).toEqual([]);
      }),
    );
  });

  test('are refused exactly where one begins before another has ended, at a place that was asked', () => {
    const asked = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(asked, (spans) => {
        const days = readDays(
          spans.map(([start, hours]) => ({ startAt: at(start), duration: hours * hour })),
          'UTC',
        );
        const collide = spans.some(([a, long], i) =>
          spans.some(([b, other], j) => i < j && a < b + other && b < a + long),
        );
        expect('violations' in days).toBe(collide);
        if ('violations' in days)
          for (const { path } of days.violations) expect(path).toMatch(/^\/days\/[0-7]$/);
      }),
    );
  });

  test('are those that begin as one did, whatever else of them differs', () => {
    const day = { duration: hour, place: null, url: null };
    const before = [{ ...day, no: 7, id: 'seven', startAt: 1_000 }];
    const planned = [
      { ...day, startAt: 0 },
      { ...day, startAt: 1_000, place: 'x' },
    ];
    expect(recogniseDays(before, planned, () => 'new')).toEqual([
      { ...day, no: 0, id: 'new', startAt: 0 },
      { ...day, no: 7, id: 'seven', startAt: 1_000, place: 'x' },
    ]);
  });

  test('are those that have the id of one, even where they begin as another did', () => {
    const day = { duration: hour, place: null, url: null };
    const before = [
      { ...day, no: 1, id: 'one', startAt: 1_000 },
      { ...day, no: 2, id: 'two', startAt: 2_000 },
    ];
    const planned = [
      { ...day, id: 'two', startAt: 1_000 },
      { ...day, id: 'three', startAt: 2_000 },
    ];
    expect(recogniseDays(before, planned, () => 'new').map(({ no, id }) => [no, id])).toEqual([
      [2, 'two'],
      [0, 'three'],
    ]);
  });
});
