import type { Offers } from '../catalog/offers.js';
import type { Names } from '../contract/selection.js';
import { toBinary } from './binary-id.js';
import { containing } from './containing.js';
import { countedPageOf, listing, readCursor, window } from './cursor.js';
import { findNumbers } from './names-lookup.js';
import { type OfferRow, offerOf } from './offer-row.js';
import { seenEvents } from './seen-events.js';
import { allOf, type Fragment, join, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { claiming } from './unique-key.js';
import { givenOf, insertOne, isThere, settingOf } from './write-activities.js';

const taken = { ref: { path: '/ref', message: 'Another offer has this ref.' } };

/** Offers, in SQL. */
export function sqlOffers(db: Transaction): Offers {
  const select = (conditions: readonly Fragment[], end = raw('')) =>
    db.all<OfferRow>(sql`SELECT o.no, o.id, o.ref, o.title, o.description, o.archived_at, o.created_at, o.updated_at
      FROM offers o WHERE ${allOf(conditions)}${end}`);
  const numbers = (names: Names) =>
    findNumbers(
      db,
      names,
      'o',
      (named, key) => sql`SELECT o.no, o.id, ${raw(key)} AS ${raw('`key`')} FROM offers o WHERE ${named}`,
    );
  return {
    async get(names, ofLearner) {
      const [no = 0] = await numbers(names);
      const [row] = await select([sql`o.no = ${no}`, ...seenOffers(ofLearner)]);
      return row && offerOf(row);
    },
    async find(names) {
      const nos = await numbers(names);
      const rows = await select([db.dialect.inNumbers('o.no', nos)]);
      const known = new Map(rows.map((row) => [row.no, offerOf(row)]));
      return nos.map((no) => known.get(no));
    },
    async list(filter, paging) {
      const list = listing('offers', filter);
      const [after = 0] = readCursor(paging.cursor, list, 1) ?? [];
      const conditions = [...seenOffers(filter.ofLearner)];
      if (filter.search !== undefined) conditions.push(containing(filter.search, ['o.title', 'o.ref']));
      if (filter.archived !== undefined)
        conditions.push(raw(`o.archived_at IS ${filter.archived ? 'NOT ' : ''}NULL`));
      const rows = await select([sql`o.no > ${after}`, ...conditions], sql` ORDER BY o.no${window(paging)}`);
      const count = async () => {
        const [row] = await db.all<{ total: number }>(
          sql`SELECT COUNT(*) AS total FROM offers o WHERE ${allOf(conditions)}`,
        );
        return row?.total ?? 0;
      };
      return await countedPageOf(rows, paging, list, offerOf, (row) => [row.no], count);
    },
    async add(id, { ref, title, description }, at) {
      await db.beginChange();
      if (db.happened && (await isThere(db, 'offers', id))) return;
      const columns = [
        ['id', toBinary(id)],
        ['ref', ref],
        ['title', title],
        ['description', description],
        ['created_at', at],
        ['updated_at', at],
      ] as const;
      await claiming(taken, () => db.run(insertOne('offers', columns)));
    },
    async archive(nos, archivedAt, at) {
      await db.beginChange();
      await db.run(sql`UPDATE offers SET archived_at = ${archivedAt}, updated_at = ${at}
        WHERE ${db.dialect.inNumbers('no', nos)}`);
    },
    async change(no, fields, at) {
      await db.beginChange();
      const columns = givenOf([
        ['ref', fields.ref],
        ['title', fields.title],
        ['description', fields.description],
        ['archived_at', fields.archivedAt],
        ['updated_at', at],
      ]);
      await claiming(taken, () =>
        db.run(sql`UPDATE offers SET ${join(settingOf(columns), ', ')} WHERE no = ${no}`),
      );
    },
  };
}

function seenOffers(ofLearner: number | undefined): Fragment[] {
  if (ofLearner === undefined) return [];
  return [
    sql`EXISTS (SELECT 1 FROM offer_events v WHERE v.offer_no = o.no AND v.deleted_at IS NULL
      AND ${seenEvents(ofLearner)})`,
  ];
}
