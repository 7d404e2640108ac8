import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDateTime, readLocalDay, writeInstant, writeLocalDate } from '../../src/enrollment/instant.js';
import { firstInstantByScanning, wallTime } from './wall-clock.js';

const zones = [
  'UTC',
  'Europe/Amsterdam',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Asia/Beirut',
];

const changes = [
  ['Europe/Amsterdam', '2026-03-29T02:30'],
  ['Europe/Amsterdam', '2026-10-25T02:30'],
  ['America/New_York', '2026-03-08T02:30'],
  ['America/New_York', '2026-11-01T01:30'],
  ['Australia/Lord_Howe', '2026-10-04T02:15'],
  ['Australia/Lord_Howe', '2026-04-05T01:45'],
  ['America/Sao_Paulo', '2018-11-04T00:30'],
  ['America/Sao_Paulo', '2018-02-17T23:30'],
  ['Africa/Casablanca', '2024-03-10T02:30'],
  ['Africa/Casablanca', '2024-04-14T02:30'],
  ['Asia/Kathmandu', '1986-01-01T00:07'],
  ['Asia/Beirut', '2024-03-31T00:30'],
  ['Pacific/Apia', '2011-12-30T12:00'],
  ['Pacific/Kwajalein', '1993-08-21T12:00'],
  ['Pacific/Kwajalein', '1969-09-30T12:00'],
] as const;

const milliseconds = (min: string, max: string) =>
  fc
    .integer({ min: Date.parse(`${min}T00:00Z`) / 1_000, max: Date.parse(`${max}T00:00Z`) / 1_000 })
    .map((s) => s * 1_000);
const anyWall = fc.tuple(fc.constantFrom(...zones), milliseconds('1973-01-01', '2060-01-01'));
const wallNearChange = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -26 * 3_600, max: 26 * 3_600 }))
  .map(([[zone, at], seconds]) => [zone, Date.parse(`${at}Z`) + seconds * 1_000] as const);
const anyInstant = fc.tuple(
  fc.constantFrom(...zones, 'Africa/Monrovia'),
  milliseconds('1900-01-03', '9999-12-30'),
);

const asText = (wall: number) => new Date(wall).toISOString().slice(0, 19).replace('T', ' ');
const asUtc = (instant: number | undefined) => instant !== undefined && new Date(instant).toISOString();

describe('a time without an offset', () => {
  test('is the first instant at which the clocks of the zone show it or later', () => {
    fc.assert(
      fc.property(fc.oneof(anyWall, wallNearChange), ([zone, wall]) => {
        expect(readDateTime(asText(wall), zone)).toBe(firstInstantByScanning(wall, zone));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['UTC', '2026-03-29 02:30', '2026-03-29T02:30:00.000Z'],
    ['Asia/Kathmandu', '2026-03-29 02:30', '2026-03-28T20:45:00.000Z'],
    // does not occur: the jump
    ['Europe/Amsterdam', '2026-03-29 02:30:00.5', '2026-03-29T01:00:00.000Z'],
    ['America/New_York', '2026-03-08 02:59:59', '2026-03-08T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:30:00.000Z'],
    ['Africa/Casablanca', '2024-04-14 02:30', '2024-04-14T02:00:00.000Z'],
    // occurs twice: the earlier
    ['Europe/Amsterdam', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00.000Z'],
    ['Africa/Casablanca', '2024-03-10 02:30', '2024-03-10T01:30:00.000Z'],
    ['Pacific/Kwajalein', '1969-09-30 12:00', '1969-09-30T01:00:00.000Z'],
    // just before, just after
    ['Europe/Amsterdam', '2026-03-29 01:59:59', '2026-03-29T00:59:59.000Z'],
    ['Europe/Amsterdam', '2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
    ['Europe/Amsterdam', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
    // starts of days whose midnight, or whose whole, does not exist
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ])('%s %s', (zone, text, expected) => {
    expect(asUtc(readDateTime(text, zone))).toBe(expected);
  });

  test('may fall on a change that is not on a quarter of an hour', () => {
    for (const text of ['1988-04-03T00:30', '1988-10-30T00:00', '1988-10-29T23:30']) {
      const wall = Date.parse(`${text}Z`);
      expect(readDateTime(text, 'America/St_Johns')).toBe(
        firstInstantByScanning(wall, 'America/St_Johns', 60_000),
      );
    }
  });
});

describe('writing', () => {
  test('round trip: what is written reads back as the same second', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 999 }), ([zone, second], rest) => {
        const text = writeInstant(second + rest, zone);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
        expect(readDateTime(text, zone)).toBe(second);
      }),
    );
  });

  test('shows the clocks and the calendar of the zone', () => {
    const near = wallNearChange.map(([zone, wall]) => [zone, wall] as const);
    const instants = fc.tuple(fc.constantFrom(...zones), milliseconds('1990-01-01', '9999-12-30'));
    fc.assert(
      fc.property(fc.oneof(instants, near), ([zone, instant]) => {
        const shown = new Date(wallTime(instant, zone)).toISOString();
        expect(writeInstant(instant, zone).slice(0, 19)).toBe(shown.slice(0, 19));
        expect(writeLocalDate(instant, zone)).toBe(shown.slice(0, 10));
        expect(readLocalDay(writeInstant(instant, zone), zone)).toBe(shown.slice(0, 10));
      }),
    );
  });

  test.each([
    ['UTC', '2026-03-29T01:00:00.999Z', '2026-03-29T01:00:00+00:00'],
    ['Europe/Amsterdam', '2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59+01:00'],
    ['Europe/Amsterdam', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01T01:00:00-05:00'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T05:45:00+05:45'],
    ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31T20:30:00-03:30'],
    ['UTC', '1969-12-31T23:59:59.500Z', '1969-12-31T23:59:59+00:00'],
    ['Africa/Monrovia', '1960-01-01T00:44:30Z', '1960-01-01T00:00:30-00:44'],
    ['Asia/Tokyo', '9999-12-31T23:59:59Z', '+010000-01-01T08:59:59+09:00'],
  ])('%s %s', (zone, instant, expected) => {
    expect(writeInstant(Date.parse(instant), zone)).toBe(expected);
  });
});
