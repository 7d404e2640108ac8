import type { Names } from '../contract/selection.js';
import type { Reach } from '../permission/reach.js';
import { findNumbers } from './names-lookup.js';
import { reachOver } from './reach-condition.js';
import { raw, type Sql, sql } from './sql.js';

/** The numbers of the people named who are within reach and not deleted, in the order of the names; else 0. */
export function findUsers(db: Sql, names: Names, reach: Reach): Promise<readonly number[]> {
  const { joins, condition } = reachOver(reach, db.dialect.joinInOrder);
  return findNumbers(
    db,
    names,
    'u',
    (named, key) =>
      sql`SELECT u.no, u.id, ${raw(key)} AS ${raw('`key`')} FROM users u${joins}
        WHERE ${named} AND u.deleted_at IS NULL AND ${condition}`,
  );
}
