import type { Reach } from '../permission/reach.js';
import { LIVE } from './grant-row.js';
import { anyOf, type Fragment, join, raw, sql } from './sql.js';

/**
 * Joins and conditions that hold a query over users `u` to whom the caller reaches: part of the query itself, so that
 * what is out of reach and what does not exist cost and look the same. `joinWord`: the words to join with; where the query
 * names its users, they come first (`joinInOrder`), or the optimiser may begin with all departments within reach.
 */
export function reachOver(
  reach: Reach,
  joinWord = 'JOIN',
): { readonly joins: Fragment; readonly condition: Fragment } {
  if (reach.everyone) return { joins: raw(''), condition: raw('1 = 1') };
  const ways = reach.departments.map((path) => below('u_dep.path', path));
  if (reach.groups.length > 0) {
    ways.push(sql`EXISTS (SELECT 1 FROM unit_members u_mem WHERE u_mem.user_no = u.no
      AND u_mem.unit_no IN (${join(
        reach.groups.map((no) => sql`${no}`),
        ', ',
      )}))`);
  }
  if (reach.reportsOf !== null) ways.push(sql`u.manager_no = ${reach.reportsOf}`);
  if (reach.self !== null) ways.push(sql`u.no = ${reach.self}`);
  if (reach.enrolledIn?.length) {
    ways.push(sql`EXISTS (SELECT 1 FROM grants u_in WHERE u_in.user_no = u.no AND u_in.ended_at = ${LIVE}
      AND u_in.activity_no IN (${join(
        reach.enrolledIn.map((no) => sql`${no}`),
        ', ',
      )}))`);
  }
  return {
    joins: raw(` ${joinWord} departments u_dep ON u_dep.no = u.department_no`),
    condition: anyOf(ways),
  };
}

/** The department of this path and everything below, as a range over the index of paths. */
export function below(column: string, path: string): Fragment {
  return sql`(${raw(column)} >= ${path} AND ${raw(column)} < ${`${path.slice(0, -1)}0`})`;
}
