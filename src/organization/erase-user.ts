import type { Identifiers } from '../audit/erasure.js';
import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import { checkRank } from '../permission/check-rank.js';
import { everyone } from '../permission/reach.js';
import type { Work } from '../work.js';
import { type Ended, removeUser } from './remove-user.js';
import type { Identity } from './users.js';

/** Deletes somebody, unless that has been done, and takes away what identifies them, wherever it stands. */
export async function eraseUser(
  work: Work,
  caller: Caller,
  input: InputOf<'eraseUser'>,
): Promise<OutputOf<'eraseUser'>> {
  authorize(caller, 'user.erase');
  if (input.confirm.toLowerCase() !== input.userId.toLowerCase()) {
    throw failureAt('invalid', '/confirm', 'confirm', 'Give the id of the user once more, to confirm.');
  }
  const names: Names = { by: 'id', path: '/userId', values: [input.userId] };
  const { no, id, ended, identity } = await removed(work, caller, names);
  const values = await work.profileFields.valuesFor(no);
  const fieldsErased = Object.entries(identity.fields).flatMap(([field, held]) =>
    held === null ? [] : [field],
  );
  const isKnown = fieldsErased.length + values.length + identity.formerNames.length > 0;
  if (isKnown) {
    await work.profileFields.forget([no]);
    await work.users.blank(no);
  }
  const auditEventsChanged = await work.events.erase(identifiersOf(identity));
  const done = { ...ended, fieldsErased, profileValuesErased: values.length, auditEventsChanged };
  await work.events.note({ userId: id, ...done });
  return { userId: id, ...done };
}

interface Removed {
  readonly no: number;
  readonly id: string;
  readonly ended: Ended;
  /** As it was before. */
  readonly identity: Identity;
}

/** The person named, who is deleted now if that had not been done. */
async function removed(work: Work, caller: Caller, names: Names): Promise<Removed> {
  await work.organization.lock();
  const [found = 0] = await work.users.find(names, everyone);
  const [user] = found === 0 ? [] : await work.users.lock([found], everyone);
  if (user) {
    await checkRank(work, caller, [{ no: user.no, path: names.path }]);
    const identity = await work.users.identity(user.no);
    const ended = await removeUser(work, caller, { no: user.no, id: user.id, path: names.path });
    return { no: user.no, id: user.id, ended, identity };
  }
  const gone = await work.users.departed(names);
  if (!gone) throw noSuch('user', names);
  const identity = await work.users.identity(gone.no);
  const ended = work.events.happened
    ? await removeUser(work, caller, { ...gone, path: names.path })
    : { grantsEnded: 0, tokensRevoked: 0 };
  return { ...gone, ended, identity };
}

function identifiersOf({ fields, formerNames }: Identity): Identifiers {
  const { ref, login, email, firstName, lastName, mobile } = fields;
  const all = [ref, login, email, firstName, lastName, mobile, ...formerNames];
  return {
    exact: all.filter((text) => text !== null),
    // What somebody was called is not known to be a ref, login or address any more.
    folded: [login, email, ...formerNames].filter((text) => text !== null),
  };
}
