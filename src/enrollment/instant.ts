import { IANAZone } from 'luxon';

// Instants are epoch milliseconds, UTC. A zone is an IANA name; one that is none throws a RangeError, as settings
// and loading refuse those before (`isTimeZone`).

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_WALL = Date.UTC(1900, 0, 1);
const END_OF_WALLS = Date.UTC(10_000, 0, 1);

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))?)?$/;

/** IANA names of three letters. The runtime knows more (PST, IST, CST…), which mean several zones each. */
const SHORT_NAMES = /^(CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/i;

declare const readable: unique symbol;
/** A day of the calendar, `YYYY-MM-DD`, in the years 1900 to 9999; it belongs to no zone yet. */
export type LocalDay = string & { readonly [readable]: true };

/** Whether this is the IANA name of a time zone (in any case); offsets and abbreviations are not. */
export function isTimeZone(name: string): boolean {
  if (/^SystemV\//i.test(name) || (name.length === 3 && !SHORT_NAMES.test(name))) return false;
  return /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM-DD HH:MM` or `YYYY-MM-DD HH:MM:SS`; `T` may stand for the blank, seconds may
 * have a fraction of 1 to 9 digits (cut to milliseconds), and a time may be followed by `Z`, `z`, `±HH:MM`
 * or `±HHMM`, up to 14 hours. A date is the start of its local day. Without offset the answer is the first
 * instant at which the zone's clocks show the wanted time or later: the earlier one of a time that occurs
 * twice, and for one that does not occur the instant at which clocks jump over it.
 *
 * Undefined for any other form, for what is not in the calendar (30 February, 24:00, second 60) and for what
 * is outside the years 1900 to 9999, as written or on the zone's clocks.
 */
export function readDateTime(text: string, zone: string): number | undefined {
  const found = readForm(text);
  if (found === undefined) return undefined;
  const instant = found.offset === undefined ? firstInstant(found.wall, zone) : found.wall - found.offset;
  const wall = instant + offsetAt(instant, zone);
  return wall >= FIRST_WALL && wall < END_OF_WALLS ? instant : undefined;
}

/** Reads `YYYY-MM-DD`, or any date-time of `readDateTime`, of which the local day in the zone is taken. */
export function readLocalDay(text: string, zone: string): LocalDay | undefined {
  if (text.length === 10) return readForm(text) && (text as LocalDay);
  const instant = readDateTime(text, zone);
  return instant === undefined ? undefined : (writeLocalDate(instant, zone) as LocalDay);
}

/**
 * The last second of a local day, inclusive: the start of the next local day less a second. On a day of 23 or
 * 25 hours too; of a day that the zone skipped, the second before it would have begun.
 */
export function endOfLocalDay(day: LocalDay, zone: string): number {
  return firstInstant(Date.parse(`${day}T00:00:00Z`) + DAY, zone) - SECOND;
}

/** The last second of the year 9999 in the zone: no due date is later. */
export function lastInstant(zone: string): number {
  return firstInstant(END_OF_WALLS, zone) - SECOND;
}

/**
 * Writes `YYYY-MM-DDTHH:MM:SS±HH:MM`, cut to whole seconds; UTC is `+00:00`. Read back, it is the same second.
 * Offsets with seconds (Monrovia until 1972, many zones before 1937) have no written form: theirs is rounded
 * up to the minute, and the time shown with it, so that the text still names the exact instant.
 */
export function writeInstant(ms: number, zone: string): string {
  const minutes = Math.ceil(offsetAt(ms, zone) / MINUTE);
  const size = Math.abs(minutes);
  const time = new Date(Math.floor(ms / SECOND) * SECOND + minutes * MINUTE).toISOString().slice(0, -5);
  return `${time}${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

/** The day on the zone's calendar at an instant, `YYYY-MM-DD`. */
export function writeLocalDate(ms: number, zone: string): string {
  return new Date(ms + offsetAt(ms, zone)).toISOString().slice(0, -14);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** What a text says, before any zone: a wall time (as if UTC) and the offset that it brings, in milliseconds. */
function readForm(text: string): { wall: number; offset: number | undefined } | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', utc, sign] = found;
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const wall = Date.parse(`${whole}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  // Date rolls some dates over (30 February is 2 March) instead of refusing them.
  if (Number.isNaN(wall) || wall < FIRST_WALL || !new Date(wall).toISOString().startsWith(whole)) return;
  if (sign === undefined) return { wall, offset: utc === undefined ? undefined : 0 };
  const [hours, minutes] = [Number(found[10]), Number(found[11])];
  const size = hours * HOUR + minutes * MINUTE;
  if (minutes > 59 || size > 14 * HOUR) return undefined;
  return { wall, offset: sign === '-' ? -size : size };
}

/**
 * The first instant whose wall time in the zone is at or after the wanted one. Offsets are between -12 and
 * +14 hours since 1900 and no zone ever changed twice within three days, so one change at most is in reach.
 */
function firstInstant(wall: number, zone: string): number {
  const offsets = [offsetAt(wall - 15 * HOUR, zone), offsetAt(wall + 13 * HOUR, zone)];
  let before = wall - Math.max(...offsets);
  let reached = wall - Math.min(...offsets);
  if (before + offsetAt(before, zone) >= wall) return before;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (middle + offsetAt(middle, zone) >= wall) reached = middle;
    else before = middle;
  }
  return reached;
}

const CACHED_DAYS = 20_000;
const offsetsOfDays = new Map<string, Map<number, number>>();

/**
 * The zone's offset in milliseconds. Asking the runtime costs 10 µs, which a list of 10,000 rows cannot pay:
 * a UTC day that begins and ends with the same offset has it throughout, and those are remembered.
 */
function offsetAt(ms: number, zone: string): number {
  let days = offsetsOfDays.get(zone);
  if (days === undefined || days.size > CACHED_DAYS) {
    days = new Map();
    offsetsOfDays.set(zone, days);
  }
  const day = Math.floor(ms / DAY);
  const start = offsetOfDay(day, zone, days);
  return start === offsetOfDay(day + 1, zone, days) ? start : askOffset(ms, zone);
}

function offsetOfDay(day: number, zone: string, days: Map<number, number>): number {
  const known = days.get(day);
  if (known !== undefined) return known;
  const offset = askOffset(day * DAY, zone);
  days.set(day, offset);
  return offset;
}

function askOffset(ms: number, zone: string): number {
  const minutes = IANAZone.create(zone).offset(ms);
  if (Number.isNaN(minutes)) throw new RangeError(`no instant ${ms}, or no time zone '${zone}'`);
  return Math.round(minutes * 60) * SECOND;
}
