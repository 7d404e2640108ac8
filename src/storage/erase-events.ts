import { type Identifiers, searchableParts, withoutIdentifiers } from '../audit/erasure.js';
import { patternOf } from './containing.js';
import { anyOf, join, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface EventRow {
  readonly id: Buffer;
  readonly detail: string;
}

/** Events read at once: what they tell is in memory meanwhile. */
const eventsAtOnce = 50;

/** Replaces identifiers in what events tell, batch by batch; answers how many events that changed. */
export async function eraseInEvents(db: Transaction, identifiers: Identifiers): Promise<number> {
  const parts = searchableParts(identifiers);
  if (parts.length === 0) return 0;
  const holding = anyOf(parts.map((part) => sql`LOWER(detail) LIKE ${patternOf(part)} ESCAPE '!'`));
  let changed = 0;
  for (let after: Buffer = Buffer.alloc(16); ; ) {
    const rows = await db.all<EventRow>(sql`SELECT id, detail FROM events
      WHERE id > ${after} AND detail IS NOT NULL AND ${holding} ORDER BY id LIMIT ${eventsAtOnce}`);
    changed += await rewrite(db, rows, identifiers);
    const last = rows.at(-1);
    if (!last || rows.length < eventsAtOnce) return changed;
    after = last.id;
    await db.breathe();
  }
}

async function rewrite(
  db: Transaction,
  rows: readonly EventRow[],
  identifiers: Identifiers,
): Promise<number> {
  const news = rows.flatMap(({ id, detail }) => {
    const before: unknown = JSON.parse(detail);
    const after = withoutIdentifiers(before, identifiers);
    return after === before ? [] : [{ id, detail: JSON.stringify(after) }];
  });
  if (news.length === 0) return 0;
  await db.beginChange();
  const cases = news.map(({ id, detail }) => sql`WHEN ${id} THEN ${detail}`);
  const ids = db.dialect.inIds(
    'id',
    news.map(({ id }) => id),
  );
  await db.run(sql`UPDATE events SET detail = CASE id ${join(cases, ' ')} ELSE detail END WHERE ${ids}`);
  return news.length;
}
