import { failureAt } from '../contract/failure.js';
import { noSuch } from '../contract/no-such.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { userNames } from '../contract/selection.js';
import { checkVersion, versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import { authorizeSeeing } from '../permission/authorize-seeing.js';
import type { Caller } from '../permission/caller.js';
import { checkGivesCredentials } from '../permission/check-gives-credentials.js';
import { checkRank } from '../permission/check-rank.js';
import { hashSecret, verifySecret } from '../permission/secret-hash.js';
import { writesPeople } from '../permission/token-scope.js';
import type { Work } from '../work.js';
import { checkLeaving } from './check-leaving.js';
import { checkUser } from './check-user.js';
import { findUserPlace } from './find-user-place.js';
import { giveUserParts } from './give-user-parts.js';
import type { UserRecord } from './organization.js';
import { fieldsChanged } from './user-change.js';
import { userAfter } from './user-entry.js';
import type { UserView } from './users.js';

/** Changes what is known of one person; what is omitted stays. */
export async function updateUser(
  work: Work,
  caller: Caller,
  input: InputOf<'updateUser'>,
): Promise<OutputOf<'updateUser'>> {
  checkUser(input, work.zone);
  const reach = authorize(caller, 'user.update');
  if (input.password !== undefined) checkGivesCredentials(caller, '/password');
  checkFieldsOfScope(caller, input);
  const names = userNames(input);
  const [no = 0] = await work.users.find(names, reach);
  const newHash = await hashOf(work, no, input.password);
  const [before] = await work.users.lock([no], reach);
  if (!before) throw noSuch('user', names);
  if (input.ifVersion && !work.events.happened) checkVersion(input.ifVersion, await view());
  await checkRank(work, caller, [{ no, path: names.path }]);
  const after = await recordAfter(before);
  if (before.active && !after.active) await checkLeaving(work, caller, { no, path: '/status' });

  const fields = fieldsChanged(before, after);
  if (fields.length > 0) await work.users.change(after, before);
  const user = { no, id: before.id, isNew: false, changed: fields.length > 0 };
  const parts = await giveUserParts(work, caller, user, input);
  await work.events.note({ userId: before.id, fields: [...fields, ...parts] });
  return versioned(await view());

  async function recordAfter(user: UserRecord): Promise<UserRecord> {
    const place = await findUserPlace(work, caller, reach, input, user);
    const member = { ...user, ref: input.ref === undefined ? user.ref : input.ref };
    return userAfter({ ...input, passwordHash: newHash }, member, user, place, '');
  }

  async function view(): Promise<UserView> {
    const found = await work.users.view(no, authorizeSeeing(caller));
    if (!found) throw noSuch('user', names);
    return found;
  }
}

/** The hash of a password other than the stored one; worked out before anything is locked, since it takes long. */
async function hashOf(work: Work, no: number, password: string | undefined): Promise<string | undefined> {
  if (password === undefined || no === 0) return undefined;
  const [stored] = await work.organization.users.records([no]);
  const hash = stored?.passwordHash ?? null;
  return hash !== null && (await verifySecret(password, hash)) ? undefined : await hashSecret(password);
}

/** What a token may say that writes values of profile fields and nothing else of people. */
const ofExtraCategories = [
  'userId',
  'userRef',
  'userEmail',
  'userLogin',
  'profileFields',
  'ifVersion',
  'dryRun',
];

function checkFieldsOfScope(caller: Caller, input: InputOf<'updateUser'>): void {
  if (caller.kind !== 'user' || writesPeople(caller)) return;
  const field = Object.keys(input).find((name) => !ofExtraCategories.includes(name));
  if (field !== undefined)
    throw failureAt('forbidden', `/${field}`, 'scope', 'The token lacks the scope users.write.');
}
