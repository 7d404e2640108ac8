// What the clocks on the wall show, straight from the runtime: an oracle that shares nothing with the source.

const formats = new Map<string, Intl.DateTimeFormat>();
const fields = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
} as const;

/** The wall time in a zone, as if it were UTC; whole seconds. */
export function wallTime(ms: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { ...fields, second: 'numeric', hourCycle: 'h23', timeZone });
    formats.set(timeZone, format);
  }
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) shown[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The first instant within two days whose wall time is at or after the wanted one (whole seconds), found by looking
 * at all of them: zones change only at whole steps, so between the two ends of a step clocks run on evenly.
 */
export function firstInstantByScanning(wall: number, timeZone: string, step = 15 * 60_000): number {
  const reached = (ms: number) => wallTime(ms, timeZone) >= wall;
  let before = Math.floor((wall - 2 * 86_400_000) / step) * step;
  for (let start = before; start < wall + 2 * 86_400_000; start += step) {
    for (const point of [start, start + step - 1_000]) {
      if (!reached(point)) {
        before = point;
        continue;
      }
      let after = point;
      while (after - before > 1_000) {
        const middle = Math.floor((before + after) / 2_000) * 1_000;
        if (reached(middle)) after = middle;
        else before = middle;
      }
      return after;
    }
  }
  throw new Error('no such instant');
}
