import type { Sources } from '../enrollment/grants.js';
import { LIVE, live } from './grant-row.js';
import { justified } from './justified.js';
import { allOf, type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/** An automatic grant, as stored. */
export interface Automatic {
  readonly user_no: number;
  readonly activity_no: number;
  readonly role: number;
  readonly kind: number;
  readonly source_no: number;
}

interface Unjustified extends Automatic {
  readonly leaving: number | null;
  readonly grace_hours: number | null;
  /** Whether something keeps it after all, until a moment that has come. */
  readonly kept: number;
  /** Whether the learner has made progress. */
  readonly is_begun: number;
}

/** Grants begun or ended with one statement. */
export const rowsAtOnce = 2_000;

const HOUR = 3_600_000;
const GRACE = 1;
const KEEP_BEGUN = 2;

export const columns = ['user_no', 'activity_no', 'role', 'kind', 'source_no'] as const;

export function numbersOf({ user_no, activity_no, role, kind, source_no }: Automatic): readonly number[] {
  return [user_no, activity_no, role, kind, source_no];
}

export function tableOf(db: Transaction, rows: readonly Automatic[]): Fragment {
  return db.dialect.numberTable(columns, rows.map(numbersOf));
}

export function same(one: string, other: string): Fragment {
  return raw(columns.map((column) => `${one}.${column} = ${other}.${column}`).join(' AND '));
}

/**
 * Ends the grants that nothing justifies any more. Where somebody has left what is linked still, the link says what
 * becomes of the grant: it is kept for a while, or because the learner has begun.
 */
export async function endUnjustified(
  db: Transaction,
  { kind, nos }: Sources,
  activityNos: readonly number[],
  people: readonly number[] | undefined,
): Promise<number> {
  const { kinds, links, source, kind: linkKind, role, people: members, holds, leaving } = justified[kind];
  const order = raw(db.dialect.joinInOrder);
  const conditions = [
    sql`g.kind IN (${raw(kinds)}) AND ${live}`,
    ...(people ? [db.dialect.inNumbers('e.user_no', people)] : []),
    db.dialect.inNumbers(`e.activity_no${people ? ' + 0' : ''}`, activityNos),
    ...(nos ? [db.dialect.inNumbers('g.source_no', nos)] : []),
    sql`NOT EXISTS (SELECT 1 FROM ${raw(members)}
      WHERE p.${raw(source)} = l.${raw(source)} AND p.user_no = g.user_no AND ${raw(holds)})`,
    sql`(k.user_no IS NULL OR k.until <= ${db.at})`,
  ];
  const found = sql`SELECT g.user_no, g.activity_no, g.role, g.kind, g.source_no, ${raw(leaving)},
      CASE WHEN k.user_no IS NULL THEN 0 ELSE 1 END AS kept,
      EXISTS (SELECT 1 FROM progress s WHERE s.user_no = g.user_no AND s.activity_no = g.activity_no
        AND (s.percent > 0 OR s.completed_at IS NOT NULL)) AS is_begun
    FROM enrollments e ${order} grants g
      ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
    LEFT JOIN ${raw(links)} l ON l.${raw(source)} = g.source_no AND l.activity_no = g.activity_no
      AND ${raw(role)} = g.role AND ${raw(linkKind)} = g.kind
    LEFT JOIN kept_grants k ON ${same('k', 'g')}
    WHERE ${allOf(conditions)} ORDER BY g.user_no, g.activity_no, g.role, g.kind, g.source_no LIMIT ${rowsAtOnce}`;
  let ended = 0;
  for (;;) {
    const rows = await db.all<Unjustified>(found);
    if (rows.length === 0) return ended;
    await db.beginChange();
    const until = (row: Unjustified) => keptUntil(row, db.at);
    await keep(db, rows, until);
    const ending = rows.filter((row) => until(row) === undefined);
    if (ending.length > 0) await end(db, ending);
    ended += ending.length;
    await db.breathe();
  }
}

/** Ends all live grants of one source in one activity, but for kept ones of who left. */
export async function endAutomatic(
  db: Transaction,
  kind: Sources['kind'],
  sourceNo: number,
  activityNo: number,
): Promise<number> {
  let ended = 0;
  for (;;) {
    const rows = await db.all<Automatic>(sql`SELECT g.user_no, g.activity_no, g.role, g.kind, g.source_no
      FROM enrollments e ${raw(db.dialect.joinInOrder)} grants g
        ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
      WHERE e.activity_no = ${activityNo} AND g.kind IN (${raw(justified[kind].kinds)}) AND ${live}
        AND g.source_no = ${sourceNo} AND NOT EXISTS (SELECT 1 FROM kept_grants k WHERE ${same('k', 'g')})
      ORDER BY g.user_no, g.role, g.kind LIMIT ${rowsAtOnce}`);
    if (rows.length === 0) return ended;
    await db.beginChange();
    await end(
      db,
      rows.map((row) => ({ ...row, kept: 0 })),
    );
    ended += rows.length;
    await db.breathe();
  }
}

/** Until when the grant of somebody who has left goes on: null for as long as they like; undefined: it ends. */
function keptUntil(row: Unjustified, now: number): number | null | undefined {
  if (row.kept === 1) return undefined;
  if (row.leaving === GRACE && row.grace_hours) return now + row.grace_hours * HOUR;
  return row.leaving === KEEP_BEGUN && Number(row.is_begun) === 1 ? null : undefined;
}

async function keep(
  db: Transaction,
  rows: readonly Unjustified[],
  until: (row: Unjustified) => number | null | undefined,
): Promise<void> {
  const moments = new Map<number | null, Unjustified[]>();
  for (const row of rows) {
    const moment = until(row);
    if (moment === undefined) continue;
    const others = moments.get(moment);
    if (others) others.push(row);
    else moments.set(moment, [row]);
  }
  for (const [moment, some] of moments)
    await db.run(sql`INSERT INTO kept_grants (user_no, activity_no, role, kind, source_no, until)
      SELECT t.user_no, t.activity_no, t.role, t.kind, t.source_no, ${moment} FROM ${tableOf(db, some)} t
      WHERE 1 = 1${raw(db.dialect.keepExisting('kept_grants', 'role'))}`);
}

async function end(db: Transaction, rows: readonly (Automatic & Pick<Unjustified, 'kept'>)[]): Promise<void> {
  const order = raw(db.dialect.joinInOrder);
  const table = tableOf(db, rows);
  if (db.dialect.lockRows !== '') {
    await db.all(sql`SELECT e.user_no FROM ${table} t ${order} enrollments e
      ON e.user_no = t.user_no AND e.activity_no = t.activity_no AND e.role = t.role${raw(db.dialect.lockRows)}`);
  }
  const at = await laterThanAll(db, table);
  await db.run(
    db.dialect.updateListed(
      'grants',
      sql`ended_at = ${at}, end_event_id = ${db.eventId}`,
      columns,
      rows.map(numbersOf),
      sql`grants.ended_at = ${LIVE}`,
    ),
  );
  const kept = rows.filter((row) => row.kept === 1);
  if (kept.length > 0) await dropKept(db, kept);
}

/** Nothing keeps these any more. */
export async function dropKept(db: Transaction, rows: readonly Automatic[]): Promise<void> {
  await db.run(
    sql`DELETE FROM kept_grants WHERE EXISTS (SELECT 1 FROM ${tableOf(db, rows)} t WHERE ${same('t', 'kept_grants')})`,
  );
}

/** A moment for a change: now, but later than all that these grants and their predecessors have seen. */
export async function laterThanAll(db: Transaction, table: Fragment): Promise<number> {
  const order = raw(db.dialect.joinInOrder);
  const [seen] = await db.all<{ latest: number | null }>(
    sql`SELECT MAX(CASE WHEN g.ended_at = ${LIVE} THEN d.given_at ELSE g.ended_at END) AS latest
      FROM ${table} t ${order} grants g ON ${same('g', 't')} ${order} decisions d ON d.no = g.decision_no`,
  );
  return Math.max(db.at, (seen?.latest ?? 0) + 1);
}
