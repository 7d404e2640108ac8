import type { EventState, LinkedActivity, OfferEvents } from '../catalog/offer-events.js';
import type { Names } from '../contract/selection.js';
import { kinds } from './activity-row.js';
import { toUuid } from './binary-id.js';
import { countedPageOf, listing, readCursor, window } from './cursor.js';
import { gathered } from './load-things.js';
import { findNumbers } from './names-lookup.js';
import { type EventRow, eventOf } from './offer-row.js';
import { ENROLLED, seenEvents, WAITLISTED } from './seen-events.js';
import { allOf, type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { writtenEvents } from './write-offer-events.js';

interface WholeEventRow extends EventRow {
  readonly offer_id: Buffer;
  readonly offer_ref: string | null;
  readonly offer_title: string;
  readonly archived_at: number | null;
}

const selection = raw(`SELECT v.no, v.id, v.ref, v.offer_no, o.id AS offer_id, o.ref AS offer_ref,
    o.title AS offer_title, o.archived_at, v.title, v.type, v.min_registrations, v.max_registrations, v.waiting_list,
    v.closing_at, v.price, v.cancelled, v.published, v.archived
  FROM offer_events v JOIN offers o ON o.no = v.offer_no`);

/** Events of offers, in SQL. */
export function sqlOfferEvents(db: Transaction): OfferEvents {
  const select = async (conditions: readonly Fragment[], end = raw('')) => {
    const rows = await db.all<WholeEventRow>(
      sql`${selection} WHERE ${allOf([raw('v.deleted_at IS NULL'), ...conditions])}${end}`,
    );
    return await withParts(db, rows);
  };
  const numbers = (names: Names) =>
    findNumbers(
      db,
      names,
      'v',
      (named, key) => sql`SELECT v.no, v.id, ${raw(key)} AS ${raw('`key`')} FROM offer_events v
        WHERE ${named} AND v.deleted_at IS NULL`,
    );
  return {
    async get(names, ofLearner) {
      const [no = 0] = await numbers(names);
      const [found] = no === 0 ? [] : await select([sql`v.no = ${no}`, seenEvents(ofLearner)]);
      return found?.state;
    },
    async waitedFor(offerNos) {
      const rows = await db.all<{ no: number }>(sql`SELECT v.no FROM offer_events v
        WHERE ${offerNos ? db.dialect.inNumbers('v.offer_no', offerNos) : raw('1 = 1')} AND v.deleted_at IS NULL AND EXISTS
          (SELECT 1 FROM offer_event_enrollments r WHERE r.event_no = v.no AND r.status = ${WAITLISTED})
        ORDER BY v.no`);
      return rows.map((row) => row.no);
    },
    numbers,
    async named(nos) {
      const rows = await db.all<Pick<WholeEventRow, 'no' | 'id' | 'ref' | 'title' | 'offer_title'>>(
        sql`SELECT v.no, v.id, v.ref, v.title, o.title AS offer_title
          FROM offer_events v JOIN offers o ON o.no = v.offer_no WHERE ${db.dialect.inNumbers('v.no', nos)}`,
      );
      return new Map(
        rows.map((row) => [row.no, { id: toUuid(row.id), ref: row.ref, name: row.title ?? row.offer_title }]),
      );
    },
    async list(filter, paging) {
      const list = listing('offer events', filter);
      const [after = 0] = readCursor(paging.cursor, list, 1) ?? [];
      const { offerNos, eventNos, archived, ofLearner } = filter;
      const conditions = [
        seenEvents(ofLearner),
        ...(offerNos ? [db.dialect.inNumbers('v.offer_no', offerNos)] : []),
        ...(eventNos ? [db.dialect.inNumbers('v.no', eventNos)] : []),
        ...(archived === undefined ? [] : [sql`v.archived = ${archived ? 1 : 0}`]),
      ];
      const found = await select([sql`v.no > ${after}`, ...conditions], sql` ORDER BY v.no${window(paging)}`);
      const count = async () => {
        const [row] = await db.all<{ total: number }>(
          sql`SELECT COUNT(*) AS total FROM offer_events v JOIN offers o ON o.no = v.offer_no
            WHERE ${allOf([raw('v.deleted_at IS NULL'), ...conditions])}`,
        );
        return row?.total ?? 0;
      };
      return await countedPageOf(
        found,
        paging,
        list,
        ({ state }) => state,
        ({ row }) => [row.no],
        count,
      );
    },
    ...writtenEvents(db),
  };
}

/** Events with their dates, links, trainers and counts: four statements for however many. */
async function withParts(db: Transaction, rows: readonly WholeEventRow[]) {
  const among = (column: string) =>
    db.dialect.inNumbers(
      column,
      rows.map((row) => row.no),
    );
  if (rows.length === 0) return [];
  const dates = await db.all<{ id: Buffer; event_no: number; start_at: number; end_at: number }>(
    sql`SELECT id, event_no, start_at, end_at FROM offer_event_dates WHERE ${among('event_no')}
      ORDER BY event_no, start_at, no`,
  );
  const links = await db.all<
    { event_no: number; no: number; id: Buffer; kind: number } & Pick<LinkedActivity, 'ref' | 'title'>
  >(sql`SELECT l.event_no, a.no, a.id, a.ref, a.title, a.kind
    FROM offer_event_activities l JOIN activities a ON a.no = l.activity_no WHERE ${among('l.event_no')}
    ORDER BY l.event_no, a.no`);
  const trainers = await db.all<{ event_no: number; id: Buffer }>(sql`SELECT t.event_no, u.id
    FROM offer_event_trainers t JOIN users u ON u.no = t.user_no WHERE ${among('t.event_no')}
    ORDER BY t.event_no, u.no`);
  const counts = await db.all<{ event_no: number; status: number; total: number }>(
    sql`SELECT event_no, status, COUNT(*) AS total FROM offer_event_enrollments
      WHERE ${among('event_no')} AND status IN (${ENROLLED}, ${WAITLISTED}) GROUP BY event_no, status`,
  );
  const datesOf = byEvent(dates, ({ id, start_at, end_at }) => ({
    id: toUuid(id),
    startAt: start_at,
    endAt: end_at,
  }));
  const linksOf = byEvent(
    links,
    ({ no, id, ref, title, kind }): LinkedActivity => ({
      no,
      id: toUuid(id),
      ref,
      title,
      kind: kind === kinds.course ? 'course' : 'training',
    }),
  );
  const trainersOf = byEvent(trainers, ({ id }) => toUuid(id));
  const countOf = (no: number, status: number) =>
    counts.find((row) => row.event_no === no && row.status === status)?.total ?? 0;
  return rows.map((row) => ({
    row,
    state: {
      ...stateOf(row),
      dates: datesOf(row.no),
      linked: linksOf(row.no),
      trainerIds: trainersOf(row.no),
      enrolled: countOf(row.no, ENROLLED),
      waiting: countOf(row.no, WAITLISTED),
    },
  }));
}

function byEvent<R extends { readonly event_no: number }, T>(rows: readonly R[], show: (row: R) => T) {
  const known = new Map(gathered(rows, (row) => row.event_no, show).map(({ no, inside }) => [no, inside]));
  return (no: number): readonly T[] => known.get(no) ?? [];
}

function stateOf(
  row: WholeEventRow,
): Omit<EventState, 'dates' | 'linked' | 'trainerIds' | 'enrolled' | 'waiting'> {
  return {
    ...eventOf(row),
    offerId: toUuid(row.offer_id),
    offerRef: row.offer_ref,
    offerTitle: row.offer_title,
    offerArchived: row.archived_at !== null,
  };
}
