import { grantKindNumber } from '../enrollment/grant.js';
import type { Decision, Followed, Sources } from '../enrollment/grants.js';
import { insertDecisions, numberFor } from './decisions.js';
import { LIVE, live } from './grant-row.js';
import { pairIds } from './pair-ids.js';
import { allOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/** One automatic grant that is missing, or one too many. */
interface Automatic {
  readonly user_no: number;
  readonly activity_no: number;
  readonly role: number;
  readonly source_no: number;
}

type Decide = (activityNos: readonly number[]) => Promise<readonly Decision[]>;

/** Grants begun or ended with one statement. */
const rowsAtOnce = 2_000;

/** Who should hold what, for each kind: a source, tables that tell its people `p` and its activities `l`. */
const justified = {
  unit: {
    links: 'unit_activities',
    source: 'unit_no',
    role: 'l.role',
    people: 'unit_members p',
    holds: '1 = 1',
  },
  offer_event: {
    links: 'offer_event_activities',
    source: 'event_no',
    role: '0',
    people: 'offer_event_enrollments p',
    holds: 'p.status = 0',
  },
} as const;

export async function follow(db: Transaction, sources: Sources, decide: Decide): Promise<Followed> {
  const { links, source } = justified[sources.kind];
  const { nos, unlinked = [] } = sources;
  const linked = await db.all<{ activity_no: number }>(
    sql`SELECT DISTINCT activity_no FROM ${raw(links)} WHERE ${
      nos ? db.dialect.inNumbers(source, nos) : raw('1 = 1')
    }`,
  );
  const held = sources.whole ? await activitiesHeld(db, sources) : unlinked;
  const activityNos = [...new Set([...linked.map((row) => row.activity_no), ...held])];
  if (activityNos.length === 0) return { begun: 0, ended: 0 };
  if (db.happened) return await done(db, sources.kind, activityNos);
  await db.begin();
  let begun = 0;
  let ended = 0;
  for (const people of sources.userNos ? slices(sources.userNos, db.dialect.slice) : [undefined]) {
    ended += await endUnjustified(db, sources, activityNos, people);
    begun += await beginMissing(db, sources, people, decide);
  }
  return { begun, ended };
}

/** The activities in which a grant of this kind lives, whether anything justifies it or not. */
async function activitiesHeld(db: Transaction, { kind, nos, userNos }: Sources): Promise<readonly number[]> {
  const activityNos = new Set<number>();
  for (const people of userNos ? slices(userNos, db.dialect.slice) : [undefined]) {
    const rows = await db.all<{ activity_no: number }>(
      sql`SELECT DISTINCT g.activity_no FROM grants g WHERE ${allOf([
        sql`g.kind = ${grantKindNumber(kind)} AND ${live}`,
        ...(nos ? [db.dialect.inNumbers('g.source_no', nos)] : []),
        ...(people ? [db.dialect.inNumbers('g.user_no', people)] : []),
      ])}`,
    );
    for (const row of rows) activityNos.add(row.activity_no);
  }
  return [...activityNos];
}

/** What an earlier attempt of this request did. */
async function done(
  db: Transaction,
  kind: Sources['kind'],
  activityNos: readonly number[],
): Promise<Followed> {
  const [row] = await db.all<{ begun: number | null; ended: number | null }>(
    sql`SELECT SUM(CASE WHEN ${db.numbers.mine('g.decision_no')} THEN 1 ELSE 0 END) AS begun,
        SUM(CASE WHEN g.end_event_id = ${db.eventId} THEN 1 ELSE 0 END) AS ended
      FROM enrollments e ${raw(db.dialect.joinInOrder)} grants g
        ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
      WHERE ${db.dialect.inNumbers('e.activity_no', activityNos)} AND g.kind = ${grantKindNumber(kind)}`,
  );
  return { begun: Number(row?.begun ?? 0), ended: Number(row?.ended ?? 0) };
}

async function endUnjustified(
  db: Transaction,
  { kind, nos }: Sources,
  activityNos: readonly number[],
  people: readonly number[] | undefined,
): Promise<number> {
  const { links, source, role, people: members, holds } = justified[kind];
  const order = raw(db.dialect.joinInOrder);
  const conditions = [
    sql`g.kind = ${grantKindNumber(kind)} AND ${live}`,
    ...(people ? [db.dialect.inNumbers('e.user_no', people)] : []),
    db.dialect.inNumbers(`e.activity_no${people ? ' + 0' : ''}`, activityNos),
    ...(nos ? [db.dialect.inNumbers('g.source_no', nos)] : []),
    raw(`NOT EXISTS (SELECT 1 FROM ${links} l JOIN ${members} ON p.${source} = l.${source}
      WHERE l.${source} = g.source_no AND l.activity_no = g.activity_no AND ${role} = g.role
        AND p.user_no = g.user_no AND ${holds})`),
  ];
  const found = sql`SELECT g.user_no, g.activity_no, g.role, g.source_no
    FROM enrollments e ${order} grants g
      ON g.user_no = e.user_no AND g.activity_no = e.activity_no AND g.role = e.role
    WHERE ${allOf(conditions)} ORDER BY g.user_no, g.activity_no, g.role, g.source_no LIMIT ${rowsAtOnce}`;
  let ended = 0;
  for (;;) {
    const rows = await db.all<Automatic>(found);
    if (rows.length === 0) return ended;
    await db.beginChange();
    const table = tableOf(db, rows);
    if (db.dialect.lockRows !== '') {
      await db.all(sql`SELECT e.user_no FROM ${table} t ${order} enrollments e
        ON e.user_no = t.user_no AND e.activity_no = t.activity_no AND e.role = t.role${raw(db.dialect.lockRows)}`);
    }
    const at = await laterThanAll(db, table, kind);
    await db.run(
      db.dialect.updateListed(
        'grants',
        sql`ended_at = ${at}, end_event_id = ${db.eventId}`,
        columns,
        rows.map(numbersOf),
        sql`grants.kind = ${grantKindNumber(kind)} AND grants.ended_at = ${LIVE}`,
      ),
    );
    ended += rows.length;
    await db.breathe();
  }
}

async function beginMissing(
  db: Transaction,
  { kind, nos }: Sources,
  people: readonly number[] | undefined,
  decide: Decide,
): Promise<number> {
  const { links, source, role, people: members, holds } = justified[kind];
  const conditions = (after: number) =>
    allOf([
      raw(`${holds} AND a.archived = 0 AND u.deleted_at IS NULL AND g.user_no IS NULL`),
      ...(nos ? [db.dialect.inNumbers(`l.${source}`, nos)] : []),
      ...(people ? [db.dialect.inNumbers('p.user_no', people)] : [sql`p.user_no >= ${after}`]),
    ]);
  let begun = 0;
  for (let after = 0; ; ) {
    const rows = await db.all<Automatic>(
      sql`SELECT p.user_no, l.activity_no, ${raw(role)} AS role, p.${raw(source)} AS source_no
        FROM ${raw(links)} l JOIN activities a ON a.no = l.activity_no JOIN ${raw(members)} ON p.${raw(source)} = l.${raw(source)}
        JOIN users u ON u.no = p.user_no
        LEFT JOIN grants g ON g.user_no = p.user_no AND g.activity_no = l.activity_no AND g.role = ${raw(role)}
          AND g.kind = ${grantKindNumber(kind)} AND g.source_no = p.${raw(source)} AND ${live}
        WHERE ${conditions(after)} ORDER BY p.user_no, l.activity_no, role, source_no LIMIT ${rowsAtOnce}`,
    );
    if (rows.length === 0) return begun;
    after = rows.at(-1)?.user_no ?? after;
    await begin(db, kind, rows, decide);
    begun += rows.length;
    await db.breathe();
  }
}

/** Makes or locks the enrollments in key order, then begins the grants. */
async function begin(
  db: Transaction,
  kind: Sources['kind'],
  rows: readonly Automatic[],
  decide: Decide,
): Promise<void> {
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
  const table = tableOf(db, rows);
  const moment = await laterThanAll(db, table, kind);
  const decisions = await decide([...new Set(rows.map((row) => row.activity_no))].sort((a, b) => a - b));
  const numbers = await insertDecisions(
    db,
    decisions.map((decision) => ({ ...decision, givenAt: Math.max(decision.givenAt, moment) })),
  );
  const decided = dialect.decisionTable(
    decisions.map(({ activityNo }) => [activityNo, numberFor(numbers, activityNo)]),
  );
  await db.run(sql`INSERT INTO grants (user_no, activity_no, role, kind, source_no, ended_at, decision_no)
    SELECT t.user_no, t.activity_no, t.role, ${grantKindNumber(kind)}, t.source_no, ${LIVE}, d.decision_no
    FROM ${table} t JOIN ${decided} d ON d.no = t.activity_no WHERE 1 = 1
    ORDER BY t.user_no, t.activity_no, t.role, t.source_no${raw(dialect.keepExisting('grants', 'role'))}`);
}

/** A moment for a change: now, but later than all that these grants and their predecessors have seen. */
async function laterThanAll(db: Transaction, table: Fragment, kind: Sources['kind']): Promise<number> {
  const order = raw(db.dialect.joinInOrder);
  const [seen] = await db.all<{ latest: number | null }>(
    sql`SELECT MAX(CASE WHEN g.ended_at = ${LIVE} THEN d.given_at ELSE g.ended_at END) AS latest
      FROM ${table} t ${order} grants g ON g.user_no = t.user_no AND g.activity_no = t.activity_no AND g.role = t.role
        AND g.kind = ${grantKindNumber(kind)} AND g.source_no = t.source_no
      ${order} decisions d ON d.no = g.decision_no`,
  );
  return Math.max(db.at, (seen?.latest ?? 0) + 1);
}

const columns = ['user_no', 'activity_no', 'role', 'source_no'];

function numbersOf({ user_no, activity_no, role, source_no }: Automatic): readonly number[] {
  return [user_no, activity_no, role, source_no];
}

function tableOf(db: Transaction, rows: readonly Automatic[]): Fragment {
  return db.dialect.numberTable(columns, rows.map(numbersOf));
}
