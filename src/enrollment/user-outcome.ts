import { isUuid } from '../contract/identifier.js';
import type { Names } from '../contract/selection.js';
import type { FailedUser } from '../organization/failed-user.js';

/** A user of a list who cannot be acted on, as outcomes tell it: by the name that was given. */
export function failedOutcome(names: Names, { place, code, path, message }: FailedUser) {
  return {
    outcome: 'failed' as const,
    enrollmentId: null,
    ...named(names, names.values[place] ?? ''),
    code,
    path,
    message,
  };
}

function named({ by }: Names, name: string) {
  if (by === 'email') return { userEmail: name };
  if (by === 'login') return { userLogin: name };
  // Where an id was asked for, another text was looked up as a ref.
  return by === 'id' && isUuid(name) ? { userId: name.toLowerCase() } : { userRef: name };
}
