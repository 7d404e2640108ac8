import { writeLocalDate } from '../enrollment/instant.js';
import { verifySecret } from '../permission/secret-hash.js';
import { Directory, type Member } from './directory.js';
import { isSame } from './file-record.js';
import { askedRoles, heldRole, type RoleSurroundings, sameRoles } from './held-role.js';
import type { HeldRole, ProfileValue, UserRecord } from './organization.js';
import { emptyTally, type Loading, type Plan, spans } from './plan.js';
import type { FieldValue } from './profile-fields.js';
import { complainAboutUser, type UserEntry, userAfter } from './user-entry.js';
import { keyFields } from './user-judgement.js';
import { UserKeys } from './user-key.js';
import { type PlannedField, UserValues } from './user-value.js';
import { type PendingUser, writeUsers } from './write-users.js';

/** What people refer to. */
export interface UserSurroundings extends RoleSurroundings {
  readonly profileFields: readonly PlannedField[];
  /** All texts by which the file names people. */
  readonly named: Iterable<string>;
}

/** Judges the people of a file, in spans: of 100,000 only those are kept in memory that differ. */
export async function planUsers(
  { work, complaints, newId, zone }: Loading,
  entries: readonly UserEntry[],
  surroundings: UserSurroundings,
): Promise<{ readonly directory: Directory; readonly plan: Plan }> {
  const { organization } = work;
  const { users } = organization;
  const { departments } = surroundings;
  const directory = new Directory('users', 'user', complaints, newId);
  const known = await users.named(surroundings.named);
  directory.admit(known.filter(({ deleted }) => !deleted));
  const deleted = new Set(known.flatMap(({ id, deleted }) => (deleted ? [id] : [])));
  const members = directory.enter(entries);
  const keys = new UserKeys(complaints);
  const values = new UserValues(surroundings.profileFields, complaints);
  const today = writeLocalDate(work.now, zone);
  const tally = emptyTally();
  const fresh: PendingUser[] = [];
  const changed: PendingUser[] = [];
  const otherRoles: PendingUser[] = [];
  const otherValues: PendingUser[] = [];
  for await (const { start, end } of spans(entries.length)) await judgeSpan(start, end);
  keys.settle();
  values.settle();
  const changes = { fresh, changed, otherRoles, otherValues };
  const write = () => writeUsers(organization, changes, { recordOf, rolesOf, valuesOf });
  return { directory, plan: { tally, write } };

  async function judgeSpan(start: number, end: number): Promise<void> {
    const there = members
      .slice(start, end)
      .filter((member): member is Member => member !== undefined && member.no !== 0);
    const records = await users.records(there.map((member) => member.no));
    const before = new Map(records.map((record) => [record.no, record]));
    const asked = there.filter(({ place }) => place !== undefined && entries[place]?.roles);
    const held = await organization.rolesHeld(asked.map((member) => member.no));
    const rolesBefore = new Map(held.map((user) => [user.no, user.inside]));
    const valued = there.filter(({ place }) => values.needs(entries[place ?? -1] ?? {}));
    const stored = await organization.profileValues(valued.map((member) => member.no));
    const valuesBefore = new Map(stored.map((user) => [user.no, user.inside]));
    const newPasswords = await newPasswordsOf(start, end, before);
    for (let place = start; place < end; place += 1) {
      const member = members[place];
      if (!member) continue;
      const user = { place, member, before: before.get(member.no), newPassword: newPasswords.get(place) };
      judge(user, rolesBefore.get(member.no) ?? [], valuesBefore.get(member.no) ?? []);
    }
    for (const { fieldNo, keys, answer } of values.claimed())
      answer(await organization.valueHolders(fieldNo, keys));
    for (const field of keyFields) keys.answer(field, await users.holders(field, keys.claimed(field)));
  }

  function judge(
    user: PendingUser,
    rolesBefore: readonly HeldRole[],
    valuesBefore: readonly FieldValue[],
  ): void {
    const { place, member, before } = user;
    const entry = entryOf(user);
    complain(entry, `/users/${place}`, member, before === undefined);
    keys.watch(entry, place, before);
    const after = recordOf(user);
    const rolesDiffer = entry.roles !== undefined && !sameRoles(rolesOf(user), rolesBefore);
    const differs = !before || user.newPassword !== undefined || !isSame(after, before);
    const valuesDiffer = values.watch(entry, place, member, valuesBefore);
    if (differs || rolesDiffer || valuesDiffer) values.requireAll(entry, place, valuesBefore);
    if (rolesDiffer) otherRoles.push(user);
    if (valuesDiffer) otherValues.push(user);
    if (differs) (before ? changed : fresh).push(user);
    if (!before) tally.added += 1;
    else if (differs || rolesDiffer || valuesDiffer) tally.changed += 1;
    else tally.unchanged += 1;
  }

  function complain(entry: UserEntry, path: string, member: Member, isNew: boolean): void {
    complainAboutUser(entry, path, zone, complaints);
    if (deleted.has(member.id))
      complaints.add(
        `${path}/id`,
        'deleted',
        'The user with this id was deleted; add them with another one.',
      );
    if (entry.departmentRef !== undefined) departments.refer(entry.departmentRef, `${path}/departmentRef`);
    else if (isNew) complaints.add(`${path}/departmentRef`, 'required', 'A new user needs a department.');
    if (typeof entry.managerRef !== 'string') return;
    const manager = directory.refer(entry.managerRef, `${path}/managerRef`);
    if (manager === member) complaints.add(`${path}/managerRef`, 'cycle', 'Nobody is their own manager.');
  }

  async function newPasswordsOf(start: number, end: number, before: ReadonlyMap<number, UserRecord>) {
    const found = new Map<number, string>();
    const checks = entries.slice(start, end).map(async ({ password }, index) => {
      if (password === undefined) return;
      const stored = before.get(members[start + index]?.no ?? 0)?.passwordHash ?? null;
      if (stored === null || !(await verifySecret(password, stored))) found.set(start + index, password);
    });
    await Promise.all(checks);
    return found;
  }

  function entryOf(user: PendingUser): UserEntry {
    return entries[user.place] ?? {};
  }

  /** The user as they will be, but for a new password; numbers are 0 for what is not there yet. */
  function recordOf(user: PendingUser): UserRecord {
    const { member, before } = user;
    const entry = entryOf(user);
    const { departmentRef: department, managerRef: manager } = entry;
    const place = {
      departmentNo: (department === undefined ? before?.departmentNo : departments.find(department)?.no) ?? 0,
      managerNo: typeof manager === 'string' ? (directory.find(manager)?.no ?? 0) : manager,
    };
    return userAfter(entry, member, before, place, today);
  }

  function rolesOf(user: PendingUser): readonly HeldRole[] {
    const roles = entryOf(user).roles ?? [];
    return askedRoles(roles, `/users/${user.place}`, surroundings, complaints).map(heldRole);
  }

  function valuesOf(user: PendingUser): Iterable<ProfileValue> {
    return values.valuesOf(entryOf(user), user.member.no);
  }
}
