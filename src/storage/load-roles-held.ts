import type { HeldRole, Inside, Organization } from '../organization/organization.js';
import { type Column, gathered, listed, rows, rowsAtOnce } from './load-things.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface HeldRow {
  readonly no: number;
  readonly user_no: number;
  readonly role: HeldRole['role'];
  readonly custom_role_no: number | null;
}

/** A department, or a group, for which a role is held. */
interface ManagedRow {
  readonly held_no: number;
  readonly managed_no: number;
}

type Held = HeldRole & { readonly userNo: number };

const heldColumns: readonly Column<Held>[] = [
  ['user_no', (held) => held.userNo],
  ['role', (held) => held.role],
  ['custom_role_no', (held) => held.customRoleNo],
];

/** What roles are held for: a table, and its column. */
const managed = {
  departments: ['roles_held_departments', 'department_no'],
  groups: ['roles_held_units', 'unit_no'],
} as const;
type Managed = keyof typeof managed;

/** Roles that people hold, as a file brings them in. */
export function sqlLoadedRoles(db: Transaction): Pick<Organization, 'rolesHeld' | 'replaceRoles'> {
  const ofUsers = (userNos: readonly number[]) => db.dialect.inNumbers('user_no', userNos);
  const read = (userNos: readonly number[]) =>
    db.all<HeldRow>(
      sql`SELECT no, user_no, role, custom_role_no FROM roles_held WHERE ${ofUsers(userNos)} ORDER BY no`,
    );
  return {
    async rolesHeld(userNos) {
      const all: Inside<HeldRole>[] = [];
      for (const slice of slices(userNos, db.dialect.slice)) {
        const held = await read(slice);
        const departments = await managedBy(held, 'departments');
        const groups = await managedBy(held, 'groups');
        const show = ({ no, role, custom_role_no }: HeldRow): HeldRole => ({
          role,
          customRoleNo: custom_role_no,
          departmentNos: departments.get(no) ?? [],
          groupNos: groups.get(no) ?? [],
        });
        all.push(...gathered(held, (row) => row.user_no, show));
        await db.breathe();
      }
      return all;
    },
    async replaceRoles(users) {
      for (const slice of slices(users, rowsAtOnce)) {
        await db.beginChange();
        const nos = slice.map((user) => user.no);
        for (const [table] of Object.values(managed)) {
          await db.run(
            sql`DELETE FROM ${raw(table)} WHERE held_no IN (SELECT no FROM roles_held WHERE ${ofUsers(nos)})`,
          );
        }
        await db.run(sql`DELETE FROM roles_held WHERE ${ofUsers(nos)}`);
        await insertHeld(slice, nos);
        await db.breathe();
      }
    },
  };

  async function insertHeld(users: readonly Inside<HeldRole>[], userNos: readonly number[]): Promise<void> {
    const held: readonly Held[] = users.flatMap(({ no, inside }) =>
      inside.map((role) => ({ ...role, userNo: no })),
    );
    for (const slice of slices(held, rowsAtOnce)) {
      await db.run(sql`INSERT INTO roles_held ${listed(heldColumns)} VALUES ${rows(slice, heldColumns)}`);
    }
    if (held.every((role) => role.departmentNos.length === 0 && role.groupNos.length === 0)) return;
    const key = (userNo: number, role: string, customRoleNo: number | null) =>
      `${userNo} ${role} ${customRoleNo}`;
    const numbers = new Map(
      (await read(userNos)).map((row) => [key(row.user_no, row.role, row.custom_role_no), row.no]),
    );
    const listOf = (nosOf: (role: Held) => readonly number[]) =>
      held.flatMap((role) => {
        const no = numbers.get(key(role.userNo, role.role, role.customRoleNo)) ?? 0;
        return nosOf(role).map((managedNo): ManagedRow => ({ held_no: no, managed_no: managedNo }));
      });
    await insertManaged(
      'departments',
      listOf((role) => role.departmentNos),
    );
    await insertManaged(
      'groups',
      listOf((role) => role.groupNos),
    );
  }

  async function managedBy(held: readonly HeldRow[], what: Managed): Promise<ReadonlyMap<number, number[]>> {
    const [table, column] = managed[what];
    const nos = new Map<number, number[]>();
    for (const slice of slices(
      held.map((row) => row.no),
      db.dialect.slice,
    )) {
      const found =
        await db.all<ManagedRow>(sql`SELECT held_no, ${raw(column)} AS managed_no FROM ${raw(table)}
        WHERE ${db.dialect.inNumbers('held_no', slice)} ORDER BY held_no, ${raw(column)}`);
      for (const { no, inside } of gathered(
        found,
        (row) => row.held_no,
        (row) => row.managed_no,
      ))
        nos.set(no, [...inside]);
    }
    return nos;
  }

  async function insertManaged(what: Managed, list: readonly ManagedRow[]): Promise<void> {
    const [table, column] = managed[what];
    const columns: readonly Column<ManagedRow>[] = [
      ['held_no', (row) => row.held_no],
      [column, (row) => row.managed_no],
    ];
    for (const slice of slices(list, rowsAtOnce)) {
      await db.run(sql`INSERT INTO ${raw(table)} ${listed(columns)} VALUES ${rows(slice, columns)}`);
    }
  }
}
