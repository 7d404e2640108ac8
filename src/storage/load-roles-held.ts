import type { HeldRole, Inside, Organization } from '../organization/organization.js';
import { type Column, gathered, listed, rows, rowsAtOnce } from './load-things.js';
import { slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface HeldRow {
  readonly no: number;
  readonly user_no: number;
  readonly role: HeldRole['role'];
  readonly custom_role_no: number | null;
}

interface DepartmentRow {
  readonly held_no: number;
  readonly department_no: number;
}

type Held = HeldRole & { readonly userNo: number };

const heldColumns: readonly Column<Held>[] = [
  ['user_no', (held) => held.userNo],
  ['role', (held) => held.role],
  ['custom_role_no', (held) => held.customRoleNo],
];

const departmentColumns: readonly Column<DepartmentRow>[] = [
  ['held_no', (row) => row.held_no],
  ['department_no', (row) => row.department_no],
];

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
        const departments =
          await db.all<DepartmentRow>(sql`SELECT held_no, department_no FROM roles_held_departments
          WHERE ${db.dialect.inNumbers(
            'held_no',
            held.map((row) => row.no),
          )} ORDER BY held_no, department_no`);
        const nos = new Map(
          gathered(
            departments,
            (row) => row.held_no,
            (row) => row.department_no,
          ).map((held) => [held.no, held.inside]),
        );
        const show = ({ no, role, custom_role_no }: HeldRow): HeldRole => ({
          role,
          customRoleNo: custom_role_no,
          departmentNos: nos.get(no) ?? [],
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
        await db.run(
          sql`DELETE FROM roles_held_departments WHERE held_no IN (SELECT no FROM roles_held WHERE ${ofUsers(nos)})`,
        );
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
    if (held.every((role) => role.departmentNos.length === 0)) return;
    const key = (userNo: number, role: string, customRoleNo: number | null) =>
      `${userNo} ${role} ${customRoleNo}`;
    const numbers = new Map(
      (await read(userNos)).map((row) => [key(row.user_no, row.role, row.custom_role_no), row.no]),
    );
    const managed = held.flatMap(({ userNo, role, customRoleNo, departmentNos }) => {
      const no = numbers.get(key(userNo, role, customRoleNo)) ?? 0;
      return departmentNos.map(
        (departmentNo): DepartmentRow => ({ held_no: no, department_no: departmentNo }),
      );
    });
    for (const slice of slices(managed, rowsAtOnce)) {
      await db.run(
        sql`INSERT INTO roles_held_departments ${listed(departmentColumns)} VALUES ${rows(slice, departmentColumns)}`,
      );
    }
  }
}
