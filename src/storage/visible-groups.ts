import type { Reach } from '../permission/reach.js';
import { type Fragment, raw, type Sql } from './sql.js';

/** Whoever reaches departments sees every group; others those that they were given. */
export function visible(db: Sql, reach: Reach): Fragment {
  if (reach.everyone || reach.departments.length > 0) return raw('1 = 1');
  return db.dialect.inNumbers('g.no', reach.groups);
}
