import { Failure } from '../contract/failure.js';
import { foldCase } from '../contract/fold-case.js';
import { isUuid } from '../contract/identifier.js';
import type { Organization, Thing, UserRecord } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import { type Mapping, rowsAtOnce, sqlThings } from './load-things.js';
import { type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { brokenKey } from './unique-key.js';
import { rememberNames } from './user-departures.js';
import type { PersonRow } from './user-row.js';

interface KeyRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly deleted_at: number | null;
}

interface UserRow extends PersonRow {
  readonly department_no: number;
  readonly manager_no: number | null;
  readonly password_hash: string | null;
}

const folded = (text: string | null) => (text === null ? null : foldCase(text));

const mapping: Mapping<UserRecord, UserRow> = {
  table: 'users',
  columns: [
    ['id', (user) => toBinary(user.id)],
    ['ref', (user) => user.ref],
    ['login', (user) => user.login],
    ['login_key', (user) => folded(user.login)],
    ['email', (user) => user.email],
    ['email_key', (user) => folded(user.email)],
    ['first_name', (user) => user.firstName],
    ['last_name', (user) => user.lastName],
    ['mobile', (user) => user.mobile],
    ['preferred_channel', (user) => user.preferredChannel],
    ['user_type', (user) => user.userType],
    ['language', (user) => user.language],
    ['time_zone', (user) => user.timeZone],
    ['active', (user) => Number(user.active)],
    ['employment_ended', (user) => Number(user.terminated)],
    ['added_date', (user) => user.addedDate],
    ['department_no', (user) => user.departmentNo],
    ['manager_no', (user) => user.managerNo],
    ['password_hash', (user) => user.passwordHash],
  ],
  freed: ['ref', 'login_key', 'email_key'],
  read: (row) => ({
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    login: row.login,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    mobile: row.mobile,
    preferredChannel: row.preferred_channel,
    userType: row.user_type,
    language: row.language,
    timeZone: row.time_zone,
    active: row.active === 1,
    terminated: row.employment_ended === 1,
    addedDate: row.added_date,
    departmentNo: row.department_no,
    managerNo: row.manager_no,
    passwordHash: row.password_hash,
  }),
};

const columns = raw(
  `no, id, ref, login, email, first_name, last_name, mobile, preferred_channel, user_type, language, time_zone, active,
  employment_ended, added_date, department_no, manager_no,
  password_hash`,
);

/** The same as a file brings them in: a ref, login or address that somebody else took meanwhile is a conflict. */
export function sqlFileUsers(db: Transaction): Organization['users'] {
  const users = sqlLoadedUsers(db);
  return {
    ...users,
    add: (records) => unlessTaken(() => users.add(records)),
    change: (records) => unlessTaken(() => users.change(records)),
  };
}

/** Reads and writes many people. */
export function sqlLoadedUsers(db: Transaction): Organization['users'] {
  const things = sqlThings(db, mapping);
  return {
    ...things,
    async free(nos) {
      if (nos.length > 0) await db.beginChange();
      await rememberNames(db, nos);
      await things.free(nos);
    },
    async named(names) {
      const texts = [...names];
      const found = new Map<number, Thing & { readonly deleted: boolean }>();
      const ask = async (condition: Fragment) => {
        const rows = await db.all<KeyRow>(sql`SELECT no, id, ref, deleted_at FROM users WHERE ${condition}`);
        for (const { no, id, ref, deleted_at } of rows) {
          if (!found.has(no)) found.set(no, { no, id: toUuid(id), ref, deleted: deleted_at !== null });
        }
        await db.breathe();
      };
      for (const slice of slices(texts.filter(isUuid), db.dialect.slice)) {
        await ask(
          db.dialect.inIds(
            'id',
            slice.map((id) => toBinary(id.toLowerCase())),
          ),
        );
      }
      for (const slice of slices(texts, db.dialect.slice)) await ask(db.dialect.inTexts('ref', slice));
      return [...found.values()];
    },
    records: (nos) => read(nos, ''),
    async hold(nos) {
      await db.begin();
      return read(
        [...nos].sort((a, b) => a - b),
        ` ORDER BY no${db.dialect.lockRows}`,
      );
    },
    async holders(of, keys) {
      const column = `${of}_key`;
      const found = new Map<string, number>();
      for (const slice of slices(keys, db.dialect.slice)) {
        const rows = await db.all<{ no: number; text: string }>(
          sql`SELECT no, ${raw(column)} AS text FROM users WHERE ${db.dialect.inTexts(column, slice)}`,
        );
        for (const row of rows) found.set(row.text, row.no);
        await db.breathe();
      }
      return found;
    },
    async assignManagers(people) {
      for (const slice of slices(people, rowsAtOnce)) {
        await db.beginChange();
        const values = slice.map(({ no, managerNo }) => ({ no, value: managerNo }));
        await db.run(db.dialect.setNumbers('users', 'manager_no', values));
        await db.breathe();
      }
    },
  };

  async function read(nos: readonly number[], end: string): Promise<readonly UserRecord[]> {
    const records: UserRecord[] = [];
    for (const slice of slices(nos, db.dialect.slice)) {
      const rows = await db.all<UserRow>(
        sql`SELECT ${columns} FROM users WHERE ${db.dialect.inNumbers('no', slice)}${raw(end)}`,
      );
      for (const row of rows) records.push(mapping.read(row));
      await db.breathe();
    }
    return records;
  }
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (brokenKey(error) === undefined) throw error;
    const message = 'Somebody else took a ref, login or e-mail address meanwhile; load the file again.';
    throw new Failure('conflict', message);
  }
}
