import type { Decision, Sources, Wish } from '../enrollment/grants.js';
import { numberDecisions } from './decisions.js';
import { type Automatic, columns, laterThanAll, numbersOf, rowsAtOnce, tableOf } from './end-unjustified.js';
import { LIVE, live, policies } from './grant-row.js';
import { justified } from './justified.js';
import { pairIds } from './pair-ids.js';
import { allOf, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

export type Decide = (wishes: readonly Wish[]) => Promise<readonly Decision[]>;

interface Missing extends Automatic {
  readonly policy: number;
  readonly asked_due_date: string | null;
  readonly asked_due_period: number | null;
  readonly asked_lock: number | null;
  readonly from_at: number | null;
  readonly from_day: string | null;
}

/** Begins the grants that are justified and not there, under the terms of their links. */
export async function beginMissing(
  db: Transaction,
  { kind, nos }: Sources,
  people: readonly number[] | undefined,
  decide: Decide,
): Promise<number> {
  const { links, source, kind: linkKind, role, people: members, holds, terms } = justified[kind];
  const conditions = (after: number) =>
    allOf([
      raw(`${holds} AND a.archived = 0 AND u.deleted_at IS NULL AND g.user_no IS NULL`),
      ...(nos ? [db.dialect.inNumbers(`l.${source}`, nos)] : []),
      ...(people ? [db.dialect.inNumbers('p.user_no', people)] : [sql`p.user_no >= ${after}`]),
    ]);
  let begun = 0;
  for (let after = 0; ; ) {
    const rows = await db.all<Missing>(
      sql`SELECT p.user_no, l.activity_no, ${raw(role)} AS role, ${raw(linkKind)} AS kind,
          p.${raw(source)} AS source_no, ${raw(terms)}
        FROM ${raw(links)} l JOIN activities a ON a.no = l.activity_no JOIN ${raw(members)} ON p.${raw(source)} = l.${raw(source)}
        JOIN users u ON u.no = p.user_no
        LEFT JOIN grants g ON g.user_no = p.user_no AND g.activity_no = l.activity_no AND g.role = ${raw(role)}
          AND g.kind = ${raw(linkKind)} AND g.source_no = p.${raw(source)} AND ${live}
        WHERE ${conditions(after)} ORDER BY p.user_no, l.activity_no, role, source_no LIMIT ${rowsAtOnce}`,
    );
    if (rows.length === 0) return begun;
    after = rows.at(-1)?.user_no ?? after;
    await begin(db, rows, decide);
    begun += rows.length;
    await db.breathe();
  }
}

/** Makes or locks the enrollments in key order, then begins the grants. */
async function begin(db: Transaction, rows: readonly Missing[], decide: Decide): Promise<void> {
  await db.beginChange();
  const { dialect } = db;
  for (const role of [...new Set(rows.map((row) => row.role))].sort()) {
    const table = tableOf(
      db,
      rows.filter((row) => row.role === role),
    );
    const id = pairIds(dialect.engine, db.at, 't.user_no', 't.activity_no');
    await db.run(sql`INSERT INTO enrollments (user_no, activity_no, role, id)
      SELECT t.user_no, t.activity_no, ${role}, ${id} FROM (SELECT DISTINCT user_no, activity_no FROM ${table} every_one) t
      WHERE 1 = 1 ORDER BY t.user_no, t.activity_no${raw(dialect.keepExisting('enrollments', 'role'))}`);
  }
  const moment = await laterThanAll(db, tableOf(db, rows));
  const { wishes, wishOf } = wishesOf(rows);
  const decisions = (await decide(wishes)).map((decision) => ({
    ...decision,
    givenAt: Math.max(decision.givenAt, moment),
  }));
  const numbers = await numberDecisions(db, decisions);
  const decided = dialect.decisionTable(
    decisions.map((decision, place) => [place, numbers.get(decision) ?? 0n]),
  );
  const table = dialect.numberTable(
    [...columns, 'wish'],
    rows.map((row, place) => [...numbersOf(row), wishOf[place] ?? 0]),
  );
  await db.run(sql`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
    SELECT t.user_no, t.activity_no, t.role, t.kind, t.source_no, ${LIVE}, d.decision_no
    FROM ${table} t JOIN ${decided} d ON d.no = t.wish WHERE 1 = 1
    ORDER BY t.user_no, t.activity_no, t.role, t.kind, t.source_no${raw(dialect.keepExisting('grants', 'role'))}`);
}

/** What is wished for, each once, and the place of the wish of every row. */
function wishesOf(rows: readonly Missing[]) {
  const wishes: Wish[] = [];
  const places = new Map<string, number>();
  const wishOf = rows.map((row) => {
    const { activity_no, policy, asked_due_date, asked_due_period, asked_lock, from_at, from_day } = row;
    const key = JSON.stringify([
      activity_no,
      policy,
      asked_due_date,
      asked_due_period,
      asked_lock,
      from_at,
      from_day,
    ]);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, wishes.length);
    wishes.push({
      activityNo: activity_no,
      asked: {
        dueDateType: policies[policy] ?? 'default',
        dueDate: asked_due_date,
        duePeriod: asked_due_period,
        lockAfterDueDate: asked_lock === null ? null : asked_lock === 1,
      },
      countsFrom: from_at ?? from_day,
    });
    return wishes.length - 1;
  });
  return { wishes, wishOf };
}
