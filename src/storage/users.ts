import type { PublicName, UserFilter, Users, UserView } from '../organization/users.js';
import { everyone, type Reach } from '../permission/reach.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { containing } from './containing.js';
import { pageOf, readCursor } from './cursor.js';
import { findNumbers } from './names-lookup.js';
import { below, reachOver } from './reach-condition.js';
import { allOf, type Fragment, raw, type Sql, slices, sql } from './sql.js';

interface UserRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly login: string | null;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly mobile: string | null;
  readonly preferred_channel: 'email' | 'sms' | null;
  readonly user_type: string | null;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly active: number;
  readonly employment_ended: number;
  readonly added_date: string | null;
  readonly department_id: Buffer;
  readonly department_ref: string | null;
  readonly manager_id: Buffer | null;
  readonly manager_ref: string | null;
}

const columns =
  raw(`u.no, u.id, u.ref, u.login, u.email, u.first_name, u.last_name, u.mobile, u.preferred_channel, u.user_type,
  u.language, u.time_zone, u.active, u.employment_ended,
  u.added_date, dep.id AS department_id, dep.ref AS department_ref, m.id AS manager_id, m.ref AS manager_ref`);

const tables = (join: string) =>
  raw(`users u ${join} departments dep ON dep.no = u.department_no LEFT JOIN users m ON m.no = u.manager_no`);

/** The people, in SQL. */
export function sqlUsers(db: Sql): Users {
  const find: Users['find'] = (names, reach) => {
    const { joins, condition } = reachOver(reach, db.dialect.joinInOrder);
    return findNumbers(
      db,
      names,
      'u',
      (named, key) =>
        sql`SELECT u.no, u.id, ${raw(key)} AS ${raw('`key`')} FROM users u${joins} WHERE ${named} AND u.deleted_at IS NULL AND ${condition}`,
    );
  };
  const select = (reach: Reach, condition: Fragment, end: Fragment, join = 'JOIN') => {
    const scope = reachOver(reach);
    return db.all<UserRow>(
      sql`SELECT ${columns} FROM ${tables(join)}${scope.joins} WHERE ${condition} AND ${scope.condition}${end}`,
    );
  };
  return {
    find,
    async get(names, reach) {
      const [no = 0] = await find(names, reach);
      const [row] = no === 0 ? [] : await select(reach, sql`u.no = ${no}`, raw(''));
      return row && show(row);
    },
    async list(filter, reach, limit, cursor) {
      const [after = 0] = readCursor(cursor, 'users', 1) ?? [];
      const conditions = [sql`u.no > ${after}`, ...narrowed(filter)];
      // Of everyone the first few are wanted; of some departments theirs, and sorting those is less than all the others.
      const isOfAll = reach.everyone && filter.departmentPath === undefined;
      const join = isOfAll ? db.dialect.joinInOrder : 'JOIN';
      const rows = await select(reach, allOf(conditions), sql` ORDER BY u.no LIMIT ${limit + 1}`, join);
      return pageOf(rows, limit, 'users', show, (row) => [row.no]);
    },
    async names(nos) {
      const rows: (readonly [number, PublicName])[] = [];
      for (const slice of slices(nos, db.dialect.slice)) {
        const found = await db.all<Pick<UserRow, 'no' | 'id' | 'ref'>>(
          sql`SELECT no, id, ref FROM users WHERE ${db.dialect.inNumbers('no', slice)}`,
        );
        for (const row of found) rows.push([row.no, { id: toUuid(row.id), ref: row.ref }]);
      }
      return new Map(rows);
    },
    async key(names) {
      const [no = 0] = await find(names, everyone);
      const [row] = await db.all<UserRow>(sql`SELECT no, id, ref, active FROM users WHERE no = ${no}`);
      return row && { no: row.no, id: toUuid(row.id), ref: row.ref, active: row.active === 1 };
    },
  };
}

function narrowed(filter: UserFilter): Fragment[] {
  const conditions: Fragment[] = [];
  if (filter.departmentPath !== undefined) conditions.push(below('dep.path', filter.departmentPath));
  if (filter.active !== undefined) conditions.push(sql`u.active = ${filter.active ? 1 : 0}`);
  if (filter.search !== undefined) {
    conditions.push(
      containing(filter.search, ['u.first_name', 'u.last_name', 'u.login', 'u.email', 'u.ref']),
    );
  }
  return conditions;
}

function show(row: UserRow): UserView {
  return {
    id: toUuid(row.id),
    ref: row.ref,
    login: row.login,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    language: row.language,
    timeZone: row.time_zone,
    status: row.active === 1 ? 'active' : row.employment_ended === 1 ? 'terminated' : 'inactive',
    departmentId: toUuid(row.department_id),
    departmentRef: row.department_ref,
    managerId: toUuidOrNull(row.manager_id),
    managerRef: row.manager_ref,
    addedDate: row.added_date,
    mobile: row.mobile,
    preferredChannel: row.preferred_channel,
    userType: row.user_type,
    profileFields: {},
    roles: [],
    groups: [],
  };
}
