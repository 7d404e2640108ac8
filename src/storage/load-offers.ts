import type { EventDate } from '../catalog/offer-events.js';
import type { LoadedOffers, OfferEventRecord, OfferRecord } from '../organization/loaded-offers.js';
import { kinds } from './activity-row.js';
import { toBinary, toUuid } from './binary-id.js';
import { sqlLoadedRegistrations } from './load-registrations.js';
import {
  type Column,
  gathered,
  listed,
  type Mapping,
  rows,
  rowsAtOnce,
  sqlCatalogue,
} from './load-things.js';
import { type EventRow, eventOf, type OfferRow, offerOf } from './offer-row.js';
import { type Numbers, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

const offers: Mapping<OfferRecord, OfferRow> = {
  table: 'offers',
  columns: [
    ['id', (offer) => toBinary(offer.id)],
    ['ref', (offer) => offer.ref],
    ['title', (offer) => offer.title],
    ['description', (offer) => offer.description],
    ['archived_at', (offer) => offer.archivedAt],
    ['created_at', (offer) => offer.createdAt],
    ['updated_at', (offer) => offer.updatedAt],
  ],
  freed: ['ref'],
  read: offerOf,
};

interface LoadedEventRow extends EventRow {
  readonly deleted_at: number | null;
}

const events: Mapping<OfferEventRecord, LoadedEventRow> = {
  table: 'offer_events',
  columns: [
    ['id', (event) => toBinary(event.id)],
    ['ref', (event) => event.ref],
    ['offer_no', (event) => event.offerNo],
    ['title', (event) => event.title],
    ['type', (event) => event.type],
    ['min_registrations', (event) => event.minRegistrations],
    ['max_registrations', (event) => event.maxRegistrations],
    ['waiting_list', (event) => Number(event.waitingList)],
    ['closing_at', (event) => event.closingAt],
    ['price', (event) => event.price],
    ['cancelled', (event) => Number(event.cancelled)],
    ['published', (event) => Number(event.published)],
    ['archived', (event) => Number(event.archived)],
    // Deleted ones are not written.
    ['deleted_at', () => null],
  ],
  freed: ['ref'],
  read: (row) => ({
    ...eventOf(row),
    deleted: row.deleted_at !== null,
    dates: [],
    trainingNos: [],
    courseNos: [],
    trainerNos: [],
  }),
};

type DateOfEvent = EventDate & { readonly eventNo: number };

const dateColumns: readonly Column<DateOfEvent>[] = [
  ['id', (date) => toBinary(date.id)],
  ['event_no', (date) => date.eventNo],
  ['start_at', (date) => date.startAt],
  ['end_at', (date) => date.endAt],
];

const inside = ['offer_event_dates', 'offer_event_activities', 'offer_event_trainers'];

/** Offers with their events, and who is enrolled in these, as a file brings them in. */
export function sqlLoadedOffers(db: Transaction): LoadedOffers {
  const catalogue = sqlCatalogue(db, events);
  return {
    offers: sqlCatalogue(db, offers),
    offerEvents: {
      ...catalogue,
      async all() {
        const dates = await db.all<{ event_no: number; id: Buffer; start_at: number; end_at: number }>(
          sql`SELECT event_no, id, start_at, end_at FROM offer_event_dates ORDER BY event_no, start_at, end_at`,
        );
        const datesOf = byNo(dates, (row) => ({
          id: toUuid(row.id),
          startAt: row.start_at,
          endAt: row.end_at,
        }));
        const links = await db.all<{ event_no: number; activity_no: number; kind: number }>(
          sql`SELECT l.event_no, l.activity_no, a.kind FROM offer_event_activities l
            JOIN activities a ON a.no = l.activity_no ORDER BY l.event_no, l.activity_no`,
        );
        const linked = (kind: number) =>
          byNo(
            links.filter((row) => row.kind === kind),
            (row) => row.activity_no,
          );
        const [trainingsOf, coursesOf] = [linked(kinds.training), linked(kinds.course)];
        const trainersOf = byNo(
          await db.all<{ event_no: number; user_no: number }>(
            sql`SELECT event_no, user_no FROM offer_event_trainers ORDER BY event_no, user_no`,
          ),
          (row) => row.user_no,
        );
        return (await catalogue.all()).map((event) => ({
          ...event,
          dates: datesOf.get(event.no) ?? [],
          trainingNos: trainingsOf.get(event.no) ?? [],
          courseNos: coursesOf.get(event.no) ?? [],
          trainerNos: trainersOf.get(event.no) ?? [],
        }));
      },
      async add(records) {
        const nos = await catalogue.add(records);
        await insertInside(records.map((record, place) => ({ ...record, no: nos[place] ?? 0 })));
        return nos;
      },
      async change(records) {
        await catalogue.change(records);
        for (const slice of slices(records, db.dialect.slice)) {
          const ofThese = db.dialect.inNumbers(
            'event_no',
            slice.map(({ no }) => no),
          );
          for (const table of inside) await db.run(sql`DELETE FROM ${raw(table)} WHERE ${ofThese}`);
        }
        await insertInside(records);
      },
    },
    ...sqlLoadedRegistrations(db),
  };

  async function insertInside(records: readonly OfferEventRecord[]): Promise<void> {
    const dates = records.flatMap(({ no, dates }) => dates.map((date) => ({ ...date, eventNo: no })));
    for (const slice of slices(dates, rowsAtOnce))
      await db.run(
        sql`INSERT INTO offer_event_dates ${listed(dateColumns)} VALUES ${rows(slice, dateColumns)}`,
      );
    await insertPairs('offer_event_activities', 'activity_no', records, (event) => [
      ...event.trainingNos,
      ...event.courseNos,
    ]);
    await insertPairs('offer_event_trainers', 'user_no', records, (event) => event.trainerNos);
  }

  async function insertPairs(
    table: string,
    column: string,
    records: readonly OfferEventRecord[],
    others: (event: OfferEventRecord) => readonly number[],
  ): Promise<void> {
    const pairs = records.flatMap((event) => others(event).map((other): Numbers => [event.no, other]));
    for (const slice of slices(pairs, db.dialect.pairsAtOnce))
      await db.run(db.dialect.insertPairs(table, ['event_no', column], slice));
  }
}

function byNo<R extends { readonly event_no: number }, T>(
  found: readonly R[],
  show: (row: R) => T,
): ReadonlyMap<number, readonly T[]> {
  return new Map(gathered(found, (row) => row.event_no, show).map(({ no, inside }) => [no, inside]));
}
