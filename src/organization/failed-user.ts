import { type FailureCode, pointer } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import type { OutputOf } from '../contract/operations.js';
import { outcomesListed } from '../contract/outcome.js';
import type { Names } from '../contract/selection.js';

export type UserOutcome = OutputOf<'changeUserStatus'>['outcomes'][number];

/** One user of the input that cannot be acted on. */
export interface FailedUser {
  /** Where in the list. */
  readonly place: number;
  readonly code: FailureCode;
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly outcome: UserOutcome;
}

/** Why one cannot: whatever is true of the user, whoever it is. */
export interface Cause {
  readonly code: FailureCode;
  readonly rule: string;
  readonly message: string;
}

/** A failure of the user named at this place of its list. */
export function failedUser(names: Names, place: number, { code, rule, message }: Cause): FailedUser {
  const path = names.path + pointer(place);
  const name = names.values[place] ?? '';
  return {
    place,
    code,
    path,
    rule,
    message,
    outcome: { outcome: 'failed', ...named(names, name), code, path, message },
  };
}

/** What an answer tells of them, in the order of the list; counts beside it are exact. */
export function toldOutcomes(failures: readonly FailedUser[], most = outcomesListed): UserOutcome[] {
  const ordered = failures.toSorted((one, other) => one.place - other.place);
  return ordered.slice(0, most).map((failure) => failure.outcome);
}

function named({ by }: Names, name: string) {
  if (by === 'id' && isUuid(name)) return { userId: name.toLowerCase() };
  // Where an id was asked for, another text was looked up as a ref.
  return by === 'id' || by === 'ref' ? { userRef: name } : {};
}
