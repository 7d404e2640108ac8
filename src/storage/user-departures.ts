import { foldCase } from '../contract/fold-case.js';
import { isUuid } from '../contract/identifier.js';
import type { Identity, Users } from '../organization/users.js';
import { toBinary, toUuid } from './binary-id.js';
import { type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

type Departures = Pick<Users, 'remove' | 'departed' | 'identity' | 'blank'>;

interface Gone {
  readonly no: number;
  readonly id: Buffer;
}

/** People who are deleted, and erased, in SQL. */
export function sqlDepartures(db: Transaction): Departures {
  return {
    async remove(no, at) {
      await db.beginChange();
      await rememberNames(db, [no]);
      for (const statement of removals(no)) await db.run(statement);
      await db.run(sql`UPDATE users SET ref = NULL, login = NULL, login_key = NULL, email = NULL, email_key = NULL,
        active = 0, manager_no = NULL, password_hash = NULL, deleted_at = ${at} WHERE no = ${no}`);
    },
    async departed(names, at) {
      const when = at === undefined ? raw('deleted_at IS NOT NULL') : sql`deleted_at = ${at}`;
      const [name = ''] = names.values;
      if (names.by === 'id' && isUuid(name)) {
        const [row] = await db.all<Gone>(
          sql`SELECT no, id FROM users WHERE id = ${toBinary(name.toLowerCase())} AND ${when}`,
        );
        if (row) return { no: row.no, id: toUuid(row.id) };
      }
      if (at === undefined) return undefined;
      const rows = await db.all<Gone & { name: string }>(
        sql`SELECT u.no, u.id, f.name FROM users u JOIN former_names f ON f.user_no = u.no WHERE u.${when}`,
      );
      const isExact = names.by === 'id' || names.by === 'ref';
      const row = rows.find(
        (one) => one.name === name || (!isExact && foldCase(one.name) === foldCase(name)),
      );
      return row && { no: row.no, id: toUuid(row.id) };
    },
    async identity(no) {
      const [row] = await db.all<Identity['fields']>(sql`SELECT ref, login, email, first_name AS firstName,
        last_name AS lastName, mobile, preferred_channel AS preferredChannel, user_type AS userType, language,
        time_zone AS timeZone FROM users WHERE no = ${no}`);
      const former = await db.all<{ name: string }>(
        sql`SELECT name FROM former_names WHERE user_no = ${no} ORDER BY name`,
      );
      return { fields: { ...row } as Identity['fields'], formerNames: former.map(({ name }) => name) };
    },
    async blank(no) {
      await db.beginChange();
      await db.run(sql`UPDATE users SET first_name = NULL, last_name = NULL, mobile = NULL, preferred_channel = NULL,
        user_type = NULL, language = NULL, time_zone = NULL WHERE no = ${no}`);
      await db.run(sql`DELETE FROM former_names WHERE user_no = ${no}`);
    },
  };
}

/** Keeps what people are called now beyond the moment at which others may be called so: erasing finds it in the audit. */
export async function rememberNames(db: Transaction, nos: readonly number[]): Promise<void> {
  const keep = raw(db.dialect.keepExisting('former_names', 'name'));
  for (const slice of slices(nos, db.dialect.slice)) {
    for (const column of ['ref', 'login', 'email']) {
      await db.run(sql`INSERT INTO former_names (user_no, name) SELECT no, ${raw(column)} FROM users
        WHERE ${db.dialect.inNumbers('no', slice)} AND ${raw(column)} IS NOT NULL${keep}`);
    }
  }
}

/** What goes with somebody: roles, groups, API clients, events that they give, and that others report to them. */
function removals(no: number): readonly Fragment[] {
  const held = sql`held_no IN (SELECT no FROM roles_held WHERE user_no = ${no})`;
  return [
    sql`DELETE FROM roles_held_departments WHERE ${held}`,
    sql`DELETE FROM roles_held_units WHERE ${held}`,
    sql`DELETE FROM roles_held WHERE user_no = ${no}`,
    sql`DELETE FROM unit_members WHERE user_no = ${no}`,
    sql`DELETE FROM kept_grants WHERE user_no = ${no}`,
    sql`DELETE FROM offer_event_trainers WHERE user_no = ${no}`,
    sql`DELETE FROM api_clients WHERE user_no = ${no}`,
    sql`UPDATE users SET manager_no = NULL WHERE manager_no = ${no}`,
  ];
}
