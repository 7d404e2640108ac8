import type { AssignablePermission } from '../contract/permission.js';
import type { RoleOfUser } from '../permission/roles.js';
import { toUuid } from './binary-id.js';
import { raw, type Sql, slices, sql } from './sql.js';

interface HeldRow {
  readonly no: number;
  readonly user_no: number;
  readonly role: RoleOfUser['role'];
  readonly custom_no: number | null;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly title: string;
  readonly permissions: string;
}

type Draft = RoleOfUser & {
  readonly departments: RoleOfUser['departments'][number][];
  readonly groups: RoleOfUser['groups'][number][];
};

/** The roles that these users hold, with what they are held over: three statements for each batch. */
export async function heldRoles(db: Sql, userNos: readonly number[]): Promise<readonly RoleOfUser[]> {
  const held = new Map<number, Draft>();
  for (const slice of slices(userNos, db.dialect.slice)) {
    const rows = await db.all<HeldRow>(
      sql`SELECT h.no, h.user_no, h.role, c.no AS custom_no, c.id, c.ref, c.title, c.permissions
        FROM roles_held h LEFT JOIN custom_roles c ON c.no = h.custom_role_no
        WHERE ${db.dialect.inNumbers('h.user_no', slice)} ORDER BY h.no`,
    );
    for (const row of rows) held.set(row.no, draftOf(row));
  }
  for (const slice of slices([...held.keys()], db.dialect.slice)) {
    const departments = await db.all<{ held_no: number; no: number; id: Buffer; path: string }>(
      sql`SELECT h.held_no, d.no, d.id, d.path FROM roles_held_departments h
        ${raw(db.dialect.joinInOrder)} departments d ON d.no = h.department_no
        WHERE ${db.dialect.inNumbers('h.held_no', slice)} ORDER BY h.held_no, d.no`,
    );
    for (const { held_no, no, id, path } of departments)
      held.get(held_no)?.departments.push({ no, id: toUuid(id), path });
    const groups = await db.all<{ held_no: number; no: number; id: Buffer }>(
      sql`SELECT h.held_no, t.no, t.id FROM roles_held_units h
        ${raw(db.dialect.joinInOrder)} units t ON t.no = h.unit_no
        WHERE ${db.dialect.inNumbers('h.held_no', slice)} ORDER BY h.held_no, t.no`,
    );
    for (const { held_no, no, id } of groups) held.get(held_no)?.groups.push({ no, id: toUuid(id) });
  }
  return [...held.values()];
}

function draftOf({ user_no, role, custom_no, id, ref, title, permissions }: HeldRow): Draft {
  const custom =
    custom_no === null
      ? undefined
      : {
          no: custom_no,
          id: toUuid(id),
          ref,
          title,
          permissions: JSON.parse(permissions) as AssignablePermission[],
        };
  return { userNo: user_no, role, custom, departments: [], groups: [] };
}
