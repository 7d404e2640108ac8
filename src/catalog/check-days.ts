import { Failure } from '../contract/failure.js';
import { type AskedDay, type PlannedDay, readDays } from './session-day.js';

/** The days asked for, by the time at which they begin; fails `invalid` with the place of every one that cannot be. */
export function checkDays(asked: readonly AskedDay[], zone: string): readonly PlannedDay[] {
  const days = readDays(asked, zone);
  if (!('violations' in days)) return days;
  const { violations } = days;
  throw new Failure('invalid', violations[0]?.message ?? '', { violations });
}
