import type { Names } from '../contract/selection.js';
import type { UserFilter } from '../organization/users.js';
import { everyone } from '../permission/reach.js';
import type { Sight } from '../permission/sight.js';
import { containing } from './containing.js';
import { findUsers } from './find-users.js';
import { findNumbers } from './names-lookup.js';
import { hasBuiltIn, holdsValue } from './profile-condition.js';
import { allOf, anyOf, type Fragment, raw, type Sql, sql } from './sql.js';
import { isGroup } from './unit-kinds.js';

/** Conditions on users `u`, or that nobody can fit. */
export async function narrowed(
  db: Sql,
  filter: UserFilter,
  sight: Sight,
): Promise<readonly Fragment[] | 'nobody'> {
  const conditions: Fragment[] = [];
  for (const names of filter.people ?? []) {
    const nos = known(await findUsers(db, names, everyone));
    if (nos.length === 0) return 'nobody';
    conditions.push(db.dialect.inNumbers('u.no', nos));
  }
  if (filter.departments) {
    const nos = await departmentNumbers(db, filter.departments);
    if (nos.length === 0) return 'nobody';
    conditions.push(db.dialect.inNumbers('u.department_no', nos));
  }
  if (filter.groups) {
    const nos = known(await findGroups(db, filter.groups));
    if (nos.length === 0) return 'nobody';
    conditions.push(memberOf(db, nos, sight));
  }
  if (filter.status !== undefined) conditions.push(statuses[filter.status]);
  if (filter.active !== undefined) conditions.push(sql`u.active = ${filter.active ? 1 : 0}`);
  for (const [name, values] of filter.profileFields ?? []) conditions.push(hasValue(name, values));
  if (filter.search !== undefined) conditions.push(found(filter.search));
  return conditions;
}

const known = (nos: readonly number[]) => [...new Set(nos)].filter((no) => no !== 0).sort((a, b) => a - b);

const statuses = {
  active: raw('u.active = 1'),
  inactive: raw('u.active = 0 AND u.employment_ended = 0'),
  terminated: raw('u.active = 0 AND u.employment_ended = 1'),
};

/** What lies below is found by path, of all departments at once: there are far fewer of them than people. */
async function departmentNumbers(
  db: Sql,
  { names, below }: NonNullable<UserFilter['departments']>,
): Promise<readonly number[]> {
  const nos = known(
    await findNumbers(
      db,
      names,
      'd',
      (named, key) =>
        sql`SELECT d.no, d.id, ${raw(key)} AS ${raw('`key`')} FROM departments d WHERE ${named}`,
    ),
  );
  if (!below || nos.length === 0) return nos;
  const above = new Set(nos);
  const all = await db.all<{ no: number; path: string }>(sql`SELECT no, path FROM departments ORDER BY no`);
  return all.filter(({ path }) => path.split('/').some((no) => above.has(Number(no)))).map(({ no }) => no);
}

function findGroups(db: Sql, names: Names): Promise<number[]> {
  return findNumbers(
    db,
    names,
    'g',
    (named, key) => sql`SELECT g.no, g.id, ${raw(key)} AS ${raw('`key`')} FROM units g
      WHERE ${isGroup('g')} AND ${named}`,
  );
}

/** Members of groups that the caller sees; who belongs to others is told to nobody but the member. */
function memberOf(db: Sql, nos: readonly number[], { groups, self }: Sight): Fragment {
  const among = (some: readonly number[]) =>
    sql`u.no IN (SELECT um.user_no FROM unit_members um WHERE ${db.dialect.inNumbers('um.unit_no', some)})`;
  if (groups === 'all') return among(nos);
  const seen = among(nos.filter((no) => groups.includes(no)));
  return self === null ? seen : anyOf([seen, allOf([sql`u.no = ${self}`, among(nos)])]);
}

/** Whether a user has any of these values in a field of the profile, one of those that every user has included. */
function hasValue(name: string, values: readonly string[]): Fragment {
  const builtIn = values.flatMap((value) => hasBuiltIn(name, value) ?? []);
  if (builtIn.length > 0) return anyOf(builtIn);
  return sql`u.no IN (SELECT pv.user_no FROM profile_fields pf JOIN profile_values pv ON pv.field_no = pf.no
    WHERE pf.name = ${name} AND ${anyOf(values.map((value) => holdsValue('pv', value)))})`;
}

function found(text: string): Fragment {
  const own = ['u.first_name', 'u.last_name', 'u.login', 'u.email', 'u.ref', 'u.mobile'];
  return anyOf([
    containing(text, own),
    sql`EXISTS (SELECT 1 FROM profile_values pv WHERE pv.user_no = u.no AND ${containing(text, ['pv.value'])})`,
  ]);
}
