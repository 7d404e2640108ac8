import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  endOfLocalDay,
  type LocalDay,
  lastInstant,
  readDateTime,
  readLocalDay,
  writeInstant,
  writeLocalDate,
} from '../../src/enrollment/instant.js';

const zones = ['UTC', 'Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'];
const moreZones = ['Africa/Casablanca', 'Asia/Kathmandu', 'Asia/Beirut', 'Pacific/Auckland'];

function day(text: string): LocalDay {
  const read = readLocalDay(text, 'UTC');
  if (read === undefined) throw new Error(text);
  return read;
}

describe('the end of a local day', () => {
  test('is its last second: still that day, and the next second is the next day', () => {
    const anyDay = fc.integer({
      min: Date.UTC(1973, 0, 1) / 86_400_000,
      max: Date.UTC(9999, 11, 30) / 86_400_000,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones, ...moreZones), anyDay, (zone, number) => {
        const text = new Date(number * 86_400_000).toISOString().slice(0, 10);
        const next = new Date((number + 1) * 86_400_000).toISOString().slice(0, 10);
        const end = endOfLocalDay(day(text), zone);
        expect(writeLocalDate(end, zone)).toBe(text);
        expect(writeLocalDate(end + 1_000, zone)).toBe(next);
        expect(readDateTime(next, zone)).toBe(end + 1_000);
      }),
    );
  });

  test.each([
    ['Europe/Amsterdam', '2026-03-28', '2026-03-28T23:59:59+01:00', 24],
    ['Europe/Amsterdam', '2026-03-29', '2026-03-29T23:59:59+02:00', 23],
    ['Europe/Amsterdam', '2026-10-25', '2026-10-25T23:59:59+01:00', 25],
    ['America/New_York', '2026-11-01', '2026-11-01T23:59:59-05:00', 25],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-04T23:59:59+11:00', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-05T23:59:59+10:30', 24.5],
    // midnight does not exist: the day begins at 01:00, the one before ends at 23:59:59
    ['America/Sao_Paulo', '2018-11-03', '2018-11-03T23:59:59-03:00', 24],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T23:59:59-02:00', 23],
    // the last hour of the day occurs twice: its second 23:59:59 is the end
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T23:59:59-03:00', 25],
    // midnight occurs twice: the earlier one ends the day
    ['America/Havana', '2026-10-31', '2026-10-31T23:59:59-04:00', 24],
    ['America/Havana', '2026-11-01', '2026-11-01T23:59:59-05:00', 25],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T23:59:59-10:00', 24],
    ['Pacific/Apia', '2011-12-31', '2011-12-31T23:59:59+14:00', 24],
  ])('%s %s is %s, after %d hours', (zone, text, expected, hours) => {
    const end = endOfLocalDay(day(text), zone);
    expect(writeInstant(end, zone)).toBe(expected);
    expect(end + 1_000 - (readDateTime(text, zone) ?? 0)).toBe(hours * 3_600_000);
  });

  test('of a day that the zone skipped is the second before it would have begun', () => {
    const end = endOfLocalDay(day('2011-12-30'), 'Pacific/Apia');
    expect(writeInstant(end, 'Pacific/Apia')).toBe('2011-12-29T23:59:59-10:00');
  });

  test('of 9999-12-31 is the last instant there is, in zones on both sides', () => {
    for (const [zone, text] of [
      ['UTC', '9999-12-31T23:59:59+00:00'],
      ['America/New_York', '9999-12-31T23:59:59-05:00'],
      ['Pacific/Auckland', '9999-12-31T23:59:59+13:00'],
    ] as const) {
      expect(writeInstant(endOfLocalDay(day('9999-12-31'), zone), zone)).toBe(text);
      expect(writeInstant(lastInstant(zone), zone)).toBe(text);
    }
  });
});

describe('a local day', () => {
  test('is a date as it stands, whatever the zone', () => {
    for (const zone of [...zones, 'Pacific/Apia'])
      expect(readLocalDay('2011-12-30', zone)).toBe('2011-12-30');
  });

  test('is that of a date-time in the zone', () => {
    expect(readLocalDay('2026-12-31 23:59', 'Asia/Tokyo')).toBe('2026-12-31');
    expect(readLocalDay('2026-12-31T23:59:00Z', 'Asia/Tokyo')).toBe('2027-01-01');
    expect(readLocalDay('2027-01-01T00:00:00+01:00', 'America/New_York')).toBe('2026-12-31');
  });
});
