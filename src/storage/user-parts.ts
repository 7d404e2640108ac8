import { builtInRole } from '../contract/built-in-role.js';
import type { Sight } from '../permission/sight.js';
import { toUuid } from './binary-id.js';
import { type Sql, sql } from './sql.js';
import { isGroup } from './unit-kinds.js';
import type { UserParts } from './user-row.js';

type Roles = UserParts['roles'];
type Groups = UserParts['groups'];

/** What belongs to users and stands in other tables, as far as the caller sees it: a few statements for all of them. */
export async function userParts(
  db: Sql,
  nos: readonly number[],
  sight: Sight,
): Promise<(no: number) => UserParts> {
  if (nos.length === 0) return () => ({ profileFields: {}, roles: [], groups: [] });
  const values = await profileValues(db, nos);
  const roles = await rolesHeld(db, nos, sight);
  const groups = await groupsOf(db, nos, sight);
  return (no) => ({
    profileFields: values.get(no) ?? {},
    roles: roles.get(no) ?? [],
    groups: groups.get(no) ?? [],
  });
}

async function profileValues(db: Sql, nos: readonly number[]) {
  const rows = await db.all<{ user_no: number; name: string; value: string }>(
    sql`SELECT v.user_no, f.name, v.value FROM profile_values v JOIN profile_fields f ON f.no = v.field_no
      WHERE ${db.dialect.inNumbers('v.user_no', nos)} ORDER BY v.user_no, f.position, f.no`,
  );
  const values = new Map<number, Record<string, string>>();
  for (const { user_no, name, value } of rows) {
    const known = values.get(user_no);
    if (known) known[name] = value;
    else values.set(user_no, { [name]: value });
  }
  return values;
}

interface HeldRow {
  readonly no: number;
  readonly user_no: number;
  readonly role: Roles[number]['role'];
  readonly id: Buffer | null;
  readonly ref: string | null;
  readonly title: string | null;
}

/** The roles that users hold, in the order in which they were given. */
export async function rolesHeld(
  db: Sql,
  nos: readonly number[],
  sight: Sight,
): Promise<ReadonlyMap<number, Roles>> {
  const held = await db.all<HeldRow>(
    sql`SELECT h.no, h.user_no, h.role, c.id, c.ref, c.title FROM roles_held h
      LEFT JOIN custom_roles c ON c.no = h.custom_role_no
      WHERE ${db.dialect.inNumbers('h.user_no', nos)} ORDER BY h.user_no, h.no`,
  );
  const roles = new Map<number, Roles>();
  if (held.length === 0) return roles;
  const departments = await departmentsManaged(db, held, sight);
  const groups = await groupsManaged(db, held, sight);
  for (const { no, user_no, role, id, ref, title } of held) {
    const builtIn = builtInRole(role);
    const known = roles.get(user_no) ?? [];
    roles.set(user_no, known);
    known.push({
      role,
      roleId: id === null ? (builtIn?.id ?? '') : toUuid(id),
      roleRef: ref,
      title: title ?? builtIn?.title ?? role,
      managedDepartmentIds: departments.get(no) ?? [],
      managedGroupIds: groups.get(no) ?? [],
    });
  }
  return roles;
}

async function departmentsManaged(db: Sql, held: readonly HeldRow[], sight: Sight) {
  const rows = await db.all<{ held_no: number; id: Buffer; path: string }>(
    sql`SELECT hd.held_no, d.id, d.path FROM roles_held_departments hd JOIN departments d ON d.no = hd.department_no
      WHERE ${db.dialect.inNumbers('hd.held_no', numbersOf(held))} ORDER BY hd.held_no, d.no`,
  );
  const own = ownOf(held, sight);
  const { departments } = sight;
  return idsByRole(
    rows.filter(
      ({ held_no, path }) =>
        departments === 'all' || own.has(held_no) || departments.some((one) => path.startsWith(one)),
    ),
  );
}

async function groupsManaged(db: Sql, held: readonly HeldRow[], sight: Sight) {
  const rows = await db.all<{ held_no: number; id: Buffer; no: number }>(
    sql`SELECT hu.held_no, g.id, g.no FROM roles_held_units hu JOIN units g ON g.no = hu.unit_no
      WHERE ${db.dialect.inNumbers('hu.held_no', numbersOf(held))} ORDER BY hu.held_no, g.no`,
  );
  const own = ownOf(held, sight);
  const { groups } = sight;
  return idsByRole(
    rows.filter(({ held_no, no }) => groups === 'all' || own.has(held_no) || groups.includes(no)),
  );
}

const numbersOf = (held: readonly HeldRow[]) => held.map((row) => row.no);

/** Which of the roles are the caller's own. */
function ownOf(held: readonly HeldRow[], { self }: Sight): ReadonlySet<number> {
  return new Set(held.filter((row) => row.user_no === self).map((row) => row.no));
}

function idsByRole(rows: readonly { held_no: number; id: Buffer }[]): ReadonlyMap<number, string[]> {
  const ids = new Map<number, string[]>();
  for (const { held_no, id } of rows) {
    const known = ids.get(held_no);
    if (known) known.push(toUuid(id));
    else ids.set(held_no, [toUuid(id)]);
  }
  return ids;
}

async function groupsOf(db: Sql, nos: readonly number[], { groups: seen, self }: Sight) {
  const rows = await db.all<{ user_no: number; no: number; id: Buffer; ref: string | null; name: string }>(
    sql`SELECT um.user_no, g.no, g.id, g.ref, g.name FROM unit_members um
      JOIN units g ON g.no = um.unit_no AND ${isGroup('g')}
      WHERE ${db.dialect.inNumbers('um.user_no', nos)} ORDER BY um.user_no, g.no`,
  );
  const groups = new Map<number, Groups>();
  for (const { user_no, no, id, ref, name } of rows) {
    if (seen !== 'all' && user_no !== self && !seen.includes(no)) continue;
    const known = groups.get(user_no) ?? [];
    groups.set(user_no, known);
    known.push({ id: toUuid(id), ref, name });
  }
  return groups;
}
