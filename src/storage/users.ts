import type { PublicName } from '../organization/public-name.js';
import type { Users } from '../organization/users.js';
import { everyone, type Reach } from '../permission/reach.js';
import type { Sight } from '../permission/sight.js';
import { toUuid } from './binary-id.js';
import { countedPageOf, listing, nothingOf, readCursor, window } from './cursor.js';
import { findUsers } from './find-users.js';
import { reachOver } from './reach-condition.js';
import { allOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { sqlDepartures } from './user-departures.js';
import { narrowed } from './user-filter.js';
import { userParts } from './user-parts.js';
import { showUser, type UserRow, userColumns, userTables } from './user-row.js';
import { sqlUserWrites } from './user-writes.js';

/** The people, in SQL. */
export function sqlUsers(db: Transaction): Users {
  const select = (reach: Reach, condition: Fragment, end = raw(''), join = 'JOIN') => {
    const scope = reachOver(reach);
    return db.all<UserRow>(
      sql`SELECT ${userColumns} FROM ${userTables(join)}${scope.joins}
        WHERE ${condition} AND u.deleted_at IS NULL AND ${scope.condition}${end}`,
    );
  };
  const count = async (reach: Reach, condition: Fragment) => {
    const scope = reachOver(reach);
    const [row] = await db.all<{ total: number }>(
      sql`SELECT COUNT(*) AS total FROM ${userTables('JOIN')}${scope.joins}
        WHERE ${condition} AND u.deleted_at IS NULL AND ${scope.condition}`,
    );
    return row?.total ?? 0;
  };
  const one = async (no: number, reach: Reach, sight: Sight) => {
    const [row] = no === 0 ? [] : await select(reach, sql`u.no = ${no}`);
    return row && showUser(row, (await userParts(db, [no], sight))(no));
  };
  return {
    find: (names, reach) => findUsers(db, names, reach),
    async get(names, reach, sight) {
      const [no = 0] = await findUsers(db, names, reach);
      return await one(no, reach, sight);
    },
    view: (no, sight) => one(no, everyone, sight),
    async list(filter, reach, sight, paging) {
      const list = listing('users', [filter, [...(filter.profileFields ?? [])]]);
      const [after = 0] = readCursor(paging.cursor, list, 1) ?? [];
      const conditions = await narrowed(db, filter, sight);
      if (conditions === 'nobody') return nothingOf(paging);
      // Of everyone the first few are wanted; of some departments theirs, and sorting those is less than all the others.
      const isOfAll = reach.everyone && !filter.departments && !filter.groups && !filter.people;
      const join = isOfAll ? db.dialect.joinInOrder : 'JOIN';
      const all = allOf([sql`u.no > ${after}`, ...conditions]);
      const rows = await select(reach, all, sql` ORDER BY u.no${window(paging)}`, join);
      const parts = await userParts(
        db,
        rows.slice(0, paging.limit).map((row) => row.no),
        sight,
      );
      const show = (row: UserRow) => showUser(row, parts(row.no));
      return await countedPageOf(
        rows,
        paging,
        list,
        show,
        (row) => [row.no],
        async () => await count(reach, allOf(conditions)),
      );
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
      const [no = 0] = await findUsers(db, names, everyone);
      const [row] = await db.all<UserRow>(sql`SELECT no, id, ref, active FROM users WHERE no = ${no}`);
      return row && { no: row.no, id: toUuid(row.id), ref: row.ref, active: row.active === 1 };
    },
    ...sqlUserWrites(db),
    ...sqlDepartures(db),
  };
}
