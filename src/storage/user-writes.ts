import { Failure } from '../contract/failure.js';
import { foldCase } from '../contract/fold-case.js';
import type { UserRecord } from '../organization/organization.js';
import type { Users } from '../organization/users.js';
import { everyone } from '../permission/reach.js';
import { findUsers } from './find-users.js';
import { sqlLoadedUsers } from './load-users.js';
import { reachOver } from './reach-condition.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { brokenKey } from './unique-key.js';
import { rememberNames } from './user-departures.js';

type Writes = Pick<Users, 'lock' | 'keep' | 'isCalled' | 'add' | 'change' | 'setStatus' | 'move'>;

/** Writes of people, in SQL: locks in order of the numbers, then sets. */
export function sqlUserWrites(db: Transaction): Writes {
  const loaded = sqlLoadedUsers(db);
  return {
    async lock(nos, reach) {
      await db.begin();
      const { joins, condition } = reachOver(reach, db.dialect.joinInOrder);
      const records: UserRecord[] = [];
      for (const slice of slices(sorted(nos), db.dialect.slice)) {
        const listed = db.dialect.inNumbers('u.no', slice);
        if (db.dialect.lockRows !== '')
          await db.all(
            sql`SELECT u.no FROM users u WHERE ${listed} ORDER BY u.no${raw(db.dialect.lockRows)}`,
          );
        const within = await db.all<{ no: number }>(
          sql`SELECT u.no FROM users u${joins} WHERE ${listed} AND u.deleted_at IS NULL AND ${condition}`,
        );
        records.push(...(await loaded.records(within.map(({ no }) => no))));
      }
      return records;
    },
    async keep(no) {
      await db.begin();
      const rows = await db.all(
        sql`SELECT no FROM users WHERE no = ${no} AND deleted_at IS NULL${raw(db.dialect.shareRows)}`,
      );
      return rows.length > 0;
    },
    async isCalled(no, names) {
      const [found = 0] = await findUsers(db, names, everyone);
      return found === no;
    },
    async add(user) {
      const [no = 0] = await unlessTaken(user, () => loaded.add([user]));
      return no;
    },
    async change(after, before) {
      const renamed = uniqueFields.some(({ name }) => before[name] !== null && before[name] !== after[name]);
      await db.beginChange();
      if (renamed) await rememberNames(db, [after.no]);
      await unlessTaken(after, () => loaded.change([after]));
    },
    async setStatus(nos, status) {
      const active = Number(status === 'active');
      const ended = Number(status === 'terminated');
      for (const slice of slices(nos, db.dialect.slice)) {
        await db.beginChange();
        await db.run(
          sql`UPDATE users SET active = ${active}, employment_ended = ${ended} WHERE ${db.dialect.inNumbers('no', slice)}`,
        );
        await db.breathe();
      }
    },
    async move(nos, departmentNo) {
      for (const slice of slices(nos, db.dialect.slice)) {
        await db.beginChange();
        await db.run(
          sql`UPDATE users SET department_no = ${departmentNo} WHERE ${db.dialect.inNumbers('no', slice)}`,
        );
        await db.breathe();
      }
    },
  };

  /** Does a write; a unique key that it breaks becomes a conflict that names all that somebody else has. */
  async function unlessTaken<T>(user: UserRecord, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      const key = brokenKey(error);
      const field = uniqueFields.find(({ column }) => column === key);
      if (!field) throw error;
      const taken = await fieldsTaken(user);
      throw conflictOver(taken.length > 0 ? taken : [field.name]);
    }
  }

  async function fieldsTaken({ no, ref, login, email }: UserRecord) {
    const rows = await db.all<{ ref: number | null; login: number | null; email: number | null }>(
      sql`SELECT (SELECT MIN(no) FROM users WHERE ref = ${ref} AND no <> ${no}) AS ref,
        (SELECT MIN(no) FROM users WHERE login_key = ${folded(login)} AND no <> ${no}) AS login,
        (SELECT MIN(no) FROM users WHERE email_key = ${folded(email)} AND no <> ${no}) AS email`,
    );
    return uniqueFields.map(({ name }) => name).filter((name) => typeof rows[0]?.[name] === 'number');
  }
}

const uniqueFields = [
  { name: 'ref', column: 'ref' },
  { name: 'login', column: 'login_key' },
  { name: 'email', column: 'email_key' },
] as const;

const words = { ref: 'ref', login: 'login', email: 'e-mail address' };

function conflictOver(fields: readonly (keyof typeof words)[]): Failure {
  const violations = fields.map((field) => ({
    path: `/${field}`,
    rule: 'taken',
    message: `Another user has this ${words[field]}.`,
  }));
  return new Failure('conflict', violations[0]?.message ?? 'Somebody has it.', { violations });
}

function folded(text: string | null): string | null {
  return text === null ? null : foldCase(text);
}

function sorted(nos: readonly number[]): readonly number[] {
  return [...new Set(nos)].sort((a, b) => a - b);
}
