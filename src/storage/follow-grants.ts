import type { Followed, Sources } from '../enrollment/grants.js';
import { beginMissing, type Decide } from './begin-missing.js';
import { type Automatic, dropKept, endUnjustified } from './end-unjustified.js';
import { live } from './grant-row.js';
import { justified } from './justified.js';
import { allOf, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

/** Brings automatic grants into line: see `Grants.follow`. */
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
    await forgetKept(db, sources, people);
  }
  return { begun, ended };
}

/** The activities in which a grant of this kind lives, whether anything justifies it or not. */
async function activitiesHeld(db: Transaction, { kind, nos, userNos }: Sources): Promise<readonly number[]> {
  const activityNos = new Set<number>();
  for (const people of userNos ? slices(userNos, db.dialect.slice) : [undefined]) {
    const rows = await db.all<{ activity_no: number }>(
      sql`SELECT DISTINCT g.activity_no FROM grants g WHERE ${allOf([
        sql`g.kind IN (${raw(justified[kind].kinds)}) AND ${live}`,
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
      WHERE ${db.dialect.inNumbers('e.activity_no', activityNos)} AND g.kind IN (${raw(justified[kind].kinds)})`,
  );
  return { begun: Number(row?.begun ?? 0), ended: Number(row?.ended ?? 0) };
}

/** Whoever has come back needs no keeping: when they leave again it begins anew. */
async function forgetKept(
  db: Transaction,
  { kind, nos }: Sources,
  people: readonly number[] | undefined,
): Promise<void> {
  const { kinds, links, source, kind: linkKind, role, people: members, holds } = justified[kind];
  const rows = await db.all<Automatic>(sql`SELECT k.user_no, k.activity_no, k.role, k.kind, k.source_no
    FROM kept_grants k JOIN ${raw(links)} l ON l.${raw(source)} = k.source_no AND l.activity_no = k.activity_no
      AND ${raw(role)} = k.role AND ${raw(linkKind)} = k.kind
    JOIN ${raw(members)} ON p.${raw(source)} = k.source_no AND p.user_no = k.user_no AND ${raw(holds)}
    WHERE ${allOf([
      raw(`k.kind IN (${kinds})`),
      ...(nos ? [db.dialect.inNumbers('k.source_no', nos)] : []),
      ...(people ? [db.dialect.inNumbers('k.user_no', people)] : []),
    ])}`);
  if (rows.length === 0) return;
  await db.beginChange();
  await dropKept(db, rows);
}
