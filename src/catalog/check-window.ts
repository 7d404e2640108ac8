import { Failure } from '../contract/failure.js';
import { type AskedEnds, type AskedWindow, endsBeforeItBegins, readWindow } from './access-window.js';

/** Reads both ends as `readWindow` does; fails `invalid` with each that is none. */
export function checkWindow(asked: AskedEnds, zone: string): AskedWindow {
  const { violations, ...window } = readWindow(asked, zone);
  if (violations.length > 0) throw new Failure('invalid', violations[0]?.message ?? '', { violations });
  return window;
}

/** Fails `invalid` where the time would end before it begins; `said` is the end that was said. */
export function checkOrder(
  from: number | null,
  until: number | null,
  said: '/accessibleFrom' | '/accessibleUntil',
) {
  if (from === null || until === null || from <= until) return;
  const message = endsBeforeItBegins;
  throw new Failure('invalid', message, { violations: [{ path: said, rule: 'order', message }] });
}
