import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTimeZone, readDateTime, readLocalDay, writeInstant } from '../../src/enrollment/instant.js';

const zones = ['UTC', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'];
const asUtc = (instant: number | undefined) => instant !== undefined && new Date(instant).toISOString();

describe('forms', () => {
  test.each([
    ['2026-02-28', '2026-02-27T23:00:00.000Z'],
    ['2028-02-29', '2028-02-28T23:00:00.000Z'],
    ['2026-02-28 10:30', '2026-02-28T09:30:00.000Z'],
    ['2026-02-28T10:30:15', '2026-02-28T09:30:15.000Z'],
    ['2026-02-28T10:30:15.1', '2026-02-28T09:30:15.100Z'],
    ['2026-02-28 10:30:15.123999999', '2026-02-28T09:30:15.123Z'],
    ['2026-02-28T10:30Z', '2026-02-28T10:30:00.000Z'],
    ['2026-02-28 10:30:15z', '2026-02-28T10:30:15.000Z'],
    ['2026-02-28T10:30:15.5+05:45', '2026-02-28T04:45:15.500Z'],
    ['2026-02-28T10:30:15-0330', '2026-02-28T14:00:15.000Z'],
    ['2026-02-28T10:30:15-00:00', '2026-02-28T10:30:15.000Z'],
    ['2026-02-28T10:30:15+14:00', '2026-02-27T20:30:15.000Z'],
  ])('%s is read', (text, expected) => {
    expect(asUtc(readDateTime(text, 'Europe/Amsterdam'))).toBe(expected);
  });

  test.each([
    [
      '',
      ' 2026-02-28',
      '2026-02-28 ',
      '2026-02-28\n',
      '2026-2-28',
      '26-02-28',
      '20260228',
      '28-02-2026',
      '2026/02/28',
    ],
    [
      '2026-02-30',
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '2026-04-31',
      '2026-02-30 10:00+01:00',
    ],
    [
      '2026-02-28 24:00:00',
      '2026-02-28 24:00',
      '2026-02-28 10:60',
      '2026-02-28 23:59:60',
      '2026-02-28 25:00',
    ],
    [
      '2026-02-28  10:30',
      '2026-02-28t10:30',
      '2026-02-28 10',
      '2026-02-28 1:30',
      '2026-02-28T',
      '2026-02-28 10:30:5',
    ],
    ['2026-02-28 10:30:15.', '2026-02-28 10:30.5', '2026-02-28 10:30:15,5', '2026-02-28 10:30:15.1234567890'],
    ['2026-02-28Z', '2026-02-28+01:00', '2026-02-28 10:30 Z', '2026-02-28 10:30+1:00', '2026-02-28 10:30+01'],
    ['2026-02-28 10:30+14:01', '2026-02-28 10:30-15:00', '2026-02-28 10:30+01:60', '2026-02-28 10:30ZZ'],
    [
      '1899-12-31',
      '0050-01-01',
      '0000-01-01',
      '10000-01-01',
      '+002026-02-28',
      '-2026-02-28',
      '２０２６-02-28',
    ],
  ])('%j and its like are not', (...texts) => {
    for (const text of texts) {
      expect([text, readDateTime(text, 'Europe/Amsterdam')]).toEqual([text, undefined]);
      expect([text, readLocalDay(text, 'Europe/Amsterdam')]).toEqual([text, undefined]);
    }
  });

  test('years are 1900 to 9999, as written and on the clocks of the zone', () => {
    expect(readDateTime('1900-01-01', 'Asia/Tokyo')).toBeDefined();
    expect(readDateTime('9999-12-31 23:59:59.999', 'America/New_York')).toBe(Date.UTC(10_000, 0, 1, 5) - 1);
    expect(readDateTime('9999-12-31T23:59:59Z', 'UTC')).toBeDefined();
    expect(readDateTime('9999-12-31T23:59:59Z', 'Asia/Tokyo')).toBeUndefined();
    expect(readDateTime('1900-01-01T00:00:00Z', 'America/New_York')).toBeUndefined();
  });

  test('whatever is sent, nothing is thrown and what is read can be written', () => {
    const piece = fc.constantFrom(
      '2026',
      '-',
      '02',
      '29',
      '31',
      ' ',
      'T',
      '10',
      ':',
      '60',
      '.5',
      'Z',
      '+',
      '01',
      'é',
    );
    const nearly = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), fc.constantFrom(...zones), (text, zone) => {
        const instant = readDateTime(text, zone);
        if (instant !== undefined) expect(writeInstant(instant, zone)).toMatch(/^\d{4}-/);
      }),
    );
  });
});

test('zones are IANA names; offsets, abbreviations and others are none', () => {
  const names = [...zones, 'europe/amsterdam', 'Etc/GMT+5', 'EST5EDT', 'EST', 'Europe/Kyiv', 'Asia/Calcutta'];
  expect(names.filter((name) => !isTimeZone(name))).toEqual([]);
  const others = [
    '',
    '+02:00',
    '-0300',
    'UTC+2',
    'Z',
    'PST',
    'IST',
    'cst',
    'SystemV/EST5',
    'Mars/Base',
    'Europe/Amsterdam ',
  ];
  expect(others.filter((name) => isTimeZone(name))).toEqual([]);
  expect(() => writeInstant(0, 'Mars/Base')).toThrow(RangeError);
  expect(() => readDateTime('2026-01-01', 'Mars/Base')).toThrow(RangeError);
});
