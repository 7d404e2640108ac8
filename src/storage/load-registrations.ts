import { eventStatuses } from '../contract/offer-event-enrollments.js';
import type { LoadedOffers, Registration, SeatsTaken } from '../organization/loaded-offers.js';
import { rowsAtOnce } from './load-things.js';
import { pairIds } from './pair-ids.js';
import { ENROLLED, WAITLISTED } from './seen-events.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

type Registrations = Omit<LoadedOffers, 'offers' | 'offerEvents'>;

interface Waiting {
  readonly event_no: number;
  readonly user_no: number;
}

/** Who is enrolled in events of offers, as a file brings them in. */
export function sqlLoadedRegistrations(db: Transaction): Registrations {
  const { dialect } = db;
  const order = raw(dialect.joinInOrder);
  return {
    async seatsTaken(eventNos) {
      const found = new Map<number, SeatsTaken>();
      for (const slice of slices(eventNos, dialect.slice)) {
        const rows = await db.all<{ event_no: number; status: number; people: number }>(
          sql`SELECT event_no, status, COUNT(*) AS people FROM offer_event_enrollments
            WHERE ${dialect.inNumbers('event_no', slice)} AND status IN (${ENROLLED}, ${WAITLISTED})
            GROUP BY event_no, status`,
        );
        for (const { event_no, status, people } of rows) {
          const known = found.get(event_no) ?? { enrolled: 0, waiting: 0 };
          const count = status === ENROLLED ? { enrolled: Number(people) } : { waiting: Number(people) };
          found.set(event_no, { ...known, ...count });
        }
      }
      return found;
    },
    async registrations(keys) {
      const found: Registration[] = [];
      for (const slice of slices(keys, rowsAtOnce)) {
        const pairs = dialect.numberTable(
          ['event_no', 'user_no'],
          slice.map(({ eventNo, userNo }) => [eventNo, userNo]),
        );
        const rows = await db.all<Waiting & { status: number }>(
          sql`SELECT r.event_no, r.user_no, r.status FROM ${pairs} p ${order} offer_event_enrollments r
            ON r.event_no = p.event_no AND r.user_no = p.user_no`,
        );
        for (const { event_no, user_no, status } of rows)
          found.push({ eventNo: event_no, userNo: user_no, status: eventStatuses[status] ?? 'CANCELLED' });
        await db.breathe();
      }
      return found;
    },
    async register(people, at) {
      const last = await lastPlaces([...new Set(people.map(({ eventNo }) => eventNo))]);
      const overwrite = dialect.overwrite(
        ['status', 'queue', 'enrolled_at', 'changed_at', 'changed_by'],
        'event_no, user_no',
      );
      for (const slice of slices(people, dialect.slice)) {
        await db.beginChange();
        const rows = slice.map(({ eventNo, userNo, status }) => {
          const queue = (last.get(eventNo) ?? 0) + 1;
          last.set(eventNo, queue);
          return [eventNo, userNo, eventStatuses.indexOf(status), queue];
        });
        await db.run(sql`INSERT INTO offer_event_enrollments
            (id, event_no, user_no, status, queue, enrolled_at, changed_at, changed_by)
          SELECT ${pairIds(dialect.engine, at, 't.user_no', 't.event_no')}, t.event_no, t.user_no, t.status,
            t.queue, ${at}, ${at}, ${db.eventId}
          FROM ${dialect.numberTable(['event_no', 'user_no', 'status', 'queue'], rows)} t
          WHERE 1 = 1 ORDER BY t.event_no, t.queue${raw(overwrite)}`);
        await db.breathe();
      }
      const places = [...last].map(([no, value]) => ({ no, value }));
      for (const slice of slices(places, rowsAtOnce))
        await db.run(dialect.setNumbers('offer_events', 'last_queue', slice));
    },
    async declineEverybody(eventNos, at) {
      for (const slice of slices(eventNos, dialect.slice)) {
        await db.beginChange();
        await db.run(sql`UPDATE offer_event_enrollments
          SET status = ${eventStatuses.indexOf('DECLINED')}, changed_at = ${at}, changed_by = ${db.eventId}
          WHERE ${dialect.inNumbers('event_no', slice)} AND status IN (${ENROLLED}, ${WAITLISTED})`);
      }
    },
  };

  async function lastPlaces(eventNos: readonly number[]): Promise<Map<number, number>> {
    const last = new Map<number, number>();
    for (const slice of slices(eventNos, dialect.slice)) {
      const rows = await db.all<{ no: number; last_queue: number }>(
        sql`SELECT no, last_queue FROM offer_events WHERE ${dialect.inNumbers('no', slice)}`,
      );
      for (const { no, last_queue } of rows) last.set(no, last_queue);
    }
    return last;
  }
}
