import type { OutputOf } from '../contract/operations.js';
import type { Work } from '../work.js';
import { type FailedUser, toldOutcomes } from './failed-user.js';

/** Failures, then what became of others who were named, as many as an answer holds. */
export async function outcomesOf(
  work: Work,
  failures: readonly FailedUser[],
  named: readonly number[],
  changed: ReadonlySet<number>,
): Promise<OutputOf<'addGroupMembers'>['outcomes']> {
  const failed = toldOutcomes(failures, work.outcomesTold);
  const told = named.slice(0, Math.max(0, work.outcomesTold - failed.length));
  const people = await work.users.names(told);
  return [
    ...failed,
    ...told.map((no) => ({
      outcome: changed.has(no) ? ('changed' as const) : ('unchanged' as const),
      userId: people.get(no)?.id ?? '',
      userRef: people.get(no)?.ref ?? null,
    })),
  ];
}
