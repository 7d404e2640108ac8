import { writeLocalDate } from '../enrollment/instant.js';
import { hashSecret, verifySecret } from '../permission/secret-hash.js';
import { Directory, type Member } from './directory.js';
import { askedRoles, heldRole, sameRoles } from './held-role.js';
import type { HeldRole, Inside, UserRecord } from './organization.js';
import { emptyTally, isSame, type Loading, type Plan, spans } from './plan.js';
import { complainAboutUser, type UserEntry, userAfter } from './user-entry.js';
import { keyFields, keysDiffer, UserKeys } from './user-key.js';

/** An entry that is to be written. */
interface Pending {
  readonly place: number;
  readonly member: Member;
  readonly before: UserRecord | undefined;
  /** Whether the password is another than the stored one. */
  readonly newPassword: boolean;
}

/** What people refer to. */
export interface UserSurroundings {
  readonly departments: Directory;
  readonly customRoles: Directory;
  /** Texts by which the rest of the file names people. */
  readonly namedElsewhere: Iterable<string>;
}

/**
 * Judges the people of a file, in spans, so that of 100,000 only those are kept in memory that differ.
 */
export async function planUsers(
  { work, complaints, newId, zone }: Loading,
  entries: readonly UserEntry[],
  { departments, customRoles, namedElsewhere }: UserSurroundings,
): Promise<{ readonly directory: Directory; readonly plan: Plan }> {
  const { organization } = work;
  const { users } = organization;
  const directory = new Directory('users', 'user', complaints, newId);
  directory.admit(await users.named(namesIn(entries, namedElsewhere)));
  const members = directory.enter(entries);
  const keys = new UserKeys(complaints);
  const today = writeLocalDate(work.now, zone);
  const tally = emptyTally();
  const fresh: Pending[] = [];
  const changes: Pending[] = [];
  const otherRoles: Pending[] = [];
  const freed: number[] = [];
  for await (const { start, end } of spans(entries.length)) await judge(start, end);
  keys.settle();
  return { directory, plan: { tally, write } };

  async function judge(start: number, end: number): Promise<void> {
    const nos = members.slice(start, end).flatMap((member) => (member && member.no !== 0 ? [member.no] : []));
    const before = new Map((await users.records(nos)).map((record) => [record.no, record]));
    const held = await rolesBefore(start, end);
    const passwords = await newPasswords(start, end, before);
    for (let place = start; place < end; place += 1) {
      const entry = entries[place];
      const member = members[place];
      if (!entry || !member) continue;
      const record = before.get(member.no);
      keys.watch(entry, place, record);
      const after = judgeOne(entry, place, member, record);
      const pending = { place, member, before: record, newPassword: passwords.has(place) };
      const roles = rolesAfter(pending);
      const rolesDiffer = roles !== undefined && !sameRoles(roles, held.get(member.no) ?? []);
      const differs = !record || !isSame(after, record) || pending.newPassword;
      if (rolesDiffer) otherRoles.push(pending);
      if (record && keysDiffer(after, record)) freed.push(record.no);
      if (differs) (record ? changes : fresh).push(pending);
      if (!record) tally.added += 1;
      else if (differs || rolesDiffer) tally.changed += 1;
      else tally.unchanged += 1;
    }
    for (const field of keyFields) keys.answer(field, await users.holders(field, keys.claimed(field)));
  }

  function judgeOne(
    entry: UserEntry,
    place: number,
    member: Member,
    record: UserRecord | undefined,
  ): UserRecord {
    const path = `/users/${place}`;
    complainAboutUser(entry, path, zone, complaints);
    if (entry.departmentRef !== undefined) departments.refer(entry.departmentRef, `${path}/departmentRef`);
    else if (!record) complaints.add(`${path}/departmentRef`, 'required', 'A new user needs a department.');
    if (typeof entry.managerRef === 'string') {
      const manager = directory.refer(entry.managerRef, `${path}/managerRef`);
      if (manager === member) complaints.add(`${path}/managerRef`, 'cycle', 'Nobody is their own manager.');
    }
    return userAfter(
      entry,
      member,
      record,
      placeOf(entry, record),
      entry.passwordHash ?? record?.passwordHash ?? null,
      today,
    );
  }

  /** Numbers are 0 for what is not there yet. */
  function placeOf(entry: UserEntry, record: UserRecord | undefined) {
    const { departmentRef, managerRef } = entry;
    const departmentNo =
      departmentRef === undefined ? record?.departmentNo : departments.find(departmentRef)?.no;
    const managerNo = typeof managerRef === 'string' ? directory.find(managerRef)?.no : managerRef;
    return {
      departmentNo: departmentNo ?? 0,
      managerNo: managerNo === undefined ? (record?.managerNo ?? null) : managerNo,
    };
  }

  function rolesAfter({ place }: Pending): readonly HeldRole[] | undefined {
    const roles = entries[place]?.roles;
    return roles && askedRoles(roles, `/users/${place}`, departments, customRoles, complaints).map(heldRole);
  }

  async function rolesBefore(start: number, end: number): Promise<Map<number, readonly HeldRole[]>> {
    const nos = members.slice(start, end).flatMap((member, index) => {
      return member && member.no !== 0 && entries[start + index]?.roles ? [member.no] : [];
    });
    return new Map((await organization.rolesHeld(nos)).map((user) => [user.no, user.inside]));
  }

  async function newPasswords(start: number, end: number, before: ReadonlyMap<number, UserRecord>) {
    const differing = new Set<number>();
    const checks = entries.slice(start, end).map(async ({ password }, index) => {
      if (password === undefined) return;
      const stored = before.get(members[start + index]?.no ?? 0)?.passwordHash ?? null;
      if (stored === null || !(await verifySecret(password, stored))) differing.add(start + index);
    });
    await Promise.all(checks);
    return differing;
  }

  async function write(): Promise<void> {
    await users.free(freed);
    for await (const { start, end } of spans(fresh.length)) {
      const some = fresh.slice(start, end);
      const nos = await users.add(await records(some, null));
      for (const [index, { member }] of some.entries()) member.no = nos[index] ?? 0;
    }
    // Whoever they report to has a number by now.
    await users.change(await records(changes));
    await users.assignManagers(
      fresh.flatMap((pending) => {
        const { managerNo } = placed(pending);
        return managerNo === null ? [] : [{ no: pending.member.no, managerNo }];
      }),
    );
    await organization.replaceRoles(
      otherRoles.map(
        (pending): Inside<HeldRole> => ({ no: pending.member.no, inside: rolesAfter(pending) ?? [] }),
      ),
    );
  }

  function placed({ place, before }: Pending) {
    return placeOf(entries[place] ?? {}, before);
  }

  /** The records to write; `managerNo` where managers have no numbers yet. */
  function records(pending: readonly Pending[], managerNo?: null): Promise<UserRecord[]> {
    return Promise.all(
      pending.map(async (one) => {
        const entry = entries[one.place] ?? {};
        const place = { ...placed(one), ...(managerNo === null && { managerNo }) };
        const hash =
          one.newPassword && entry.password !== undefined ? await hashSecret(entry.password) : undefined;
        const passwordHash = hash ?? entry.passwordHash ?? one.before?.passwordHash ?? null;
        return userAfter(entry, one.member, one.before, place, passwordHash, today);
      }),
    );
  }
}

function* namesIn(entries: readonly UserEntry[], elsewhere: Iterable<string>): Generator<string> {
  const seen = new Set<string>();
  const fresh = function* (name: string | null | undefined) {
    if (name === undefined || name === null || seen.has(name)) return;
    seen.add(name);
    yield name;
  };
  for (const { id, ref, managerRef } of entries) {
    yield* fresh(id);
    yield* fresh(ref);
    yield* fresh(managerRef);
  }
  for (const name of elsewhere) yield* fresh(name);
}
