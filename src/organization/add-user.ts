import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import { writeLocalDate } from '../enrollment/instant.js';
import { authorize } from '../permission/authorize.js';
import { authorizeSeeing } from '../permission/authorize-seeing.js';
import type { Caller } from '../permission/caller.js';
import { checkGivesCredentials } from '../permission/check-gives-credentials.js';
import { hashSecret } from '../permission/secret-hash.js';
import type { Work } from '../work.js';
import { checkUser } from './check-user.js';
import { findUserPlace } from './find-user-place.js';
import { giveUserParts } from './give-user-parts.js';
import { fieldsFilled } from './user-change.js';
import { userAfter } from './user-entry.js';

/** Adds a person to a department. */
export async function addUser(
  work: Work,
  caller: Caller,
  input: InputOf<'addUser'>,
): Promise<OutputOf<'addUser'>> {
  checkUser(input, work.zone);
  const reach = authorize(caller, 'user.create');
  if (input.password !== undefined) checkGivesCredentials(caller, '/password');
  const sight = authorizeSeeing(caller);
  const id = work.newId('user');
  const [done] = work.events.happened ? await work.organization.users.named([id]) : [];
  const no = done?.no ?? (await add());
  const view = await work.users.view(no, sight);
  if (!view) throw noSuch('user', undefined);
  return versioned(view);

  async function add(): Promise<number> {
    const place = await findUserPlace(work, caller, reach, input, undefined);
    const passwordHash = input.password === undefined ? null : await hashSecret(input.password);
    const member = { no: 0, id, ref: input.ref ?? null };
    const today = writeLocalDate(work.now, work.zone);
    const record = userAfter({ ...input, passwordHash }, member, undefined, place, today);
    const added = await work.users.add(record);
    const parts = await giveUserParts(work, caller, { no: added, id, isNew: true, changed: true }, input);
    await work.events.note({ userId: id, fields: [...fieldsFilled(record), ...parts] });
    return added;
  }
}
