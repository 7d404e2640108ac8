import { hashSecret } from '../permission/secret-hash.js';
import type { Member } from './directory.js';
import type { HeldRole, Organization, ProfileValue, UserRecord } from './organization.js';
import { spans } from './plan.js';
import { keysDiffer } from './user-key.js';

/** Somebody to be written. */
export interface PendingUser {
  readonly place: number;
  readonly member: Member;
  readonly before: UserRecord | undefined;
  /** A password other than the stored one. */
  readonly newPassword: string | undefined;
}

export interface UserChanges {
  readonly fresh: readonly PendingUser[];
  readonly changed: readonly PendingUser[];
  readonly otherRoles: readonly PendingUser[];
  readonly otherValues: readonly PendingUser[];
}

/** What to write for one of them, with the numbers that are known by then. */
export interface UserRecords {
  readonly recordOf: (user: PendingUser) => UserRecord;
  readonly rolesOf: (user: PendingUser) => readonly HeldRole[];
  readonly valuesOf: (user: PendingUser) => Iterable<ProfileValue>;
}

/**
 * Writes people in spans. Managers follow their people, who may stand before them in the file. What the file leaves
 * alone stays as it is by now, whoever has changed it since the file was judged.
 */
export async function writeUsers(
  organization: Organization,
  { fresh, changed: judged, otherRoles, otherValues }: UserChanges,
  { recordOf, rolesOf, valuesOf }: UserRecords,
): Promise<void> {
  const { users } = organization;
  const stored = await holdAll();
  const changed = judged.map((user) => ({ ...user, before: stored.get(user.member.no) ?? user.before }));
  // They give up what others may take.
  const freed = changed.filter((user) => user.before && keysDiffer(recordOf(user), user.before));
  await users.free(freed.map(({ member }) => member.no));
  for await (const { start, end } of spans(fresh.length)) {
    const some = fresh.slice(start, end);
    const records = await withPasswords(some, (user) => ({ ...recordOf(user), managerNo: null }));
    const nos = await users.add(records);
    for (const [index, { member }] of some.entries()) member.no = nos[index] ?? 0;
  }
  for await (const { start, end } of spans(changed.length)) {
    await users.change(await withPasswords(changed.slice(start, end), recordOf));
  }
  for await (const { start, end } of spans(fresh.length)) {
    await users.assignManagers(
      fresh.slice(start, end).flatMap((user) => {
        const { managerNo } = recordOf(user);
        return managerNo === null ? [] : [{ no: user.member.no, managerNo }];
      }),
    );
  }
  await organization.replaceRoles(otherRoles.map((user) => ({ no: user.member.no, inside: rolesOf(user) })));
  // All of them first, as one may take what another one had.
  await organization.clearValues(valuesToClear());
  await organization.addValues(valuesToAdd());

  async function holdAll(): Promise<ReadonlyMap<number, UserRecord>> {
    const nos = new Set([...judged, ...otherRoles, ...otherValues].map(({ member }) => member.no));
    nos.delete(0);
    return new Map((await users.hold([...nos])).map((record) => [record.no, record]));
  }

  function* valuesToClear(): Generator<ProfileValue> {
    for (const user of otherValues) if (user.before) yield* valuesOf(user);
  }

  function* valuesToAdd(): Generator<ProfileValue> {
    for (const user of otherValues) for (const one of valuesOf(user)) if (one.value !== null) yield one;
  }
}

function withPasswords(
  users: readonly PendingUser[],
  recordOf: (user: PendingUser) => UserRecord,
): Promise<UserRecord[]> {
  return Promise.all(
    users.map(async (user) => {
      const record = recordOf(user);
      const { newPassword } = user;
      return newPassword === undefined ? record : { ...record, passwordHash: await hashSecret(newPassword) };
    }),
  );
}
