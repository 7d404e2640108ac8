import { Failure, failureAt } from '../contract/failure.js';
import { type Caller, callerNo } from '../permission/caller.js';
import { checkLastOwner } from '../permission/check-last-owner.js';
import type { PersonNamed } from '../permission/check-rank.js';
import type { Work } from '../work.js';
import type { Cause } from './failed-user.js';
import type { Held } from './hold-people.js';

/** Why nobody shuts themself out: there would be nobody there to undo it. */
const oneself = {
  code: 'conflict',
  rule: 'oneself',
  message: 'Nobody deactivates or deletes themself: let somebody else do it.',
} as const;

/** Fails `conflict` where the caller would be unable to act, or the account be left without an active owner. */
export async function checkLeaving(work: Work, caller: Caller, person: PersonNamed): Promise<void> {
  if (person.no === callerNo(caller)) {
    throw failureAt(oneself.code, person.path, oneself.rule, oneself.message);
  }
  await checkLastOwner(work, [person]);
}

/** Who of these, who are active, cannot become inactive, and why. */
export async function findUnableToLeave(
  work: Work,
  caller: Caller,
  leaving: readonly Held[],
): Promise<ReadonlyMap<number, Cause>> {
  const unable = new Map<number, Cause>();
  const others = leaving.filter(({ record }) => record.no !== callerNo(caller));
  if (others.length < leaving.length) unable.set(callerNo(caller) ?? 0, oneself);
  try {
    await checkLastOwner(
      work,
      others.map(({ record, path }) => ({ no: record.no, path })),
    );
  } catch (error) {
    const [violation] = error instanceof Failure ? error.violations : [];
    const last = others.find(({ path }) => path === violation?.path);
    if (!last || !violation) throw error;
    unable.set(last.record.no, { ...violation, code: 'conflict' });
  }
  return unable;
}
