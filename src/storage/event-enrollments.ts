import { isUuid } from '../contract/identifier.js';
import { type EventStatus, eventStatuses } from '../contract/offer-event-enrollments.js';
import type { EventEnrollmentState, EventEnrollments } from '../enrollment/event-enrollments.js';
import { toBinary, toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { pairIds } from './pair-ids.js';
import { reachOver } from './reach-condition.js';
import { ENROLLED, WAITLISTED } from './seen-events.js';
import { allOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface Row {
  readonly no: number;
  readonly id: Buffer;
  readonly user_no: number;
  readonly user_id: Buffer;
  readonly user_ref: string | null;
  readonly event_no: number;
  readonly event_id: Buffer;
  readonly event_ref: string | null;
  readonly status: number;
  readonly enrolled_at: number;
  readonly changed_at: number;
  readonly mine: number;
}

const there = raw(`status IN (${ENROLLED}, ${WAITLISTED})`);

/** Enrollments in events of offers, in SQL. */
export function sqlEventEnrollments(db: Transaction): EventEnrollments {
  const select = async (joins: Fragment, conditions: readonly Fragment[], end = raw('')) => {
    const rows =
      await db.all<Row>(sql`SELECT r.no, r.id, r.user_no, u.id AS user_id, u.ref AS user_ref, r.event_no,
        v.id AS event_id, v.ref AS event_ref, r.status, r.enrolled_at, r.changed_at,
        CASE WHEN r.changed_by = ${db.eventId} THEN 1 ELSE 0 END AS mine
      FROM offer_event_enrollments r JOIN users u ON u.no = r.user_no JOIN offer_events v ON v.no = r.event_no${joins}
      WHERE ${allOf(conditions)}${end}`);
    const waiting = rows.filter((row) => row.status === WAITLISTED);
    const positions = await positionsOf([...new Set(waiting.map((row) => row.event_no))]);
    return rows.map((row) => ({ ...row, position: positions.get(row.no) ?? null }));
  };
  /** The place of everybody who waits in these events: lines are counted once, not for every row. */
  const positionsOf = async (eventNos: readonly number[]) => {
    if (eventNos.length === 0) return new Map<number, number>();
    const rows = await db.all<{ no: number; place: number }>(
      sql`SELECT no, ROW_NUMBER() OVER (PARTITION BY event_no ORDER BY queue) AS place
        FROM offer_event_enrollments WHERE status = ${WAITLISTED} AND ${db.dialect.inNumbers('event_no', eventNos)}`,
    );
    return new Map(rows.map((row) => [row.no, Number(row.place)]));
  };
  /** Gives a status to those among so many at once whom the condition tells. */
  const change = async (
    nos: readonly number[],
    among: (slice: readonly number[]) => Fragment,
    status: EventStatus,
    at: number,
  ) => {
    for (const slice of slices(nos, db.dialect.slice)) {
      await db.beginChange();
      await db.run(sql`UPDATE offer_event_enrollments
        SET status = ${eventStatuses.indexOf(status)}, changed_at = ${at}, changed_by = ${db.eventId}
        WHERE ${among(slice)}`);
    }
  };
  return {
    async holdPeople(userNos) {
      await db.begin();
      if (db.dialect.shareRows === '') return;
      const inOrder = userNos.toSorted((a, b) => a - b);
      for (const slice of slices(inOrder, db.dialect.slice))
        await db.all(
          sql`SELECT no FROM users WHERE ${db.dialect.inNumbers('no', slice)} ORDER BY no${raw(db.dialect.shareRows)}`,
        );
    },
    async find(eventNo, userNos) {
      const found = new Map<number, EventEnrollmentState>();
      for (const slice of slices(userNos, db.dialect.slice)) {
        const rows = await select(raw(''), [
          sql`r.event_no = ${eventNo}`,
          db.dialect.inNumbers('r.user_no', slice),
        ]);
        for (const row of rows) found.set(row.user_no, stateOf(row));
      }
      return found;
    },
    async enter(eventNo, people, at) {
      await db.beginChange();
      const [line] = await db.all<{ last_queue: number }>(
        sql`SELECT last_queue FROM offer_events WHERE no = ${eventNo}`,
      );
      let queue = line?.last_queue ?? 0;
      const overwrite = db.dialect.overwrite(
        ['status', 'queue', 'enrolled_at', 'changed_at', 'changed_by'],
        'event_no, user_no',
      );
      for (const slice of slices(people, db.dialect.slice)) {
        const rows = slice.map(({ userNo, status }) => {
          queue += 1;
          return [userNo, eventStatuses.indexOf(status), queue];
        });
        await db.run(sql`INSERT INTO offer_event_enrollments
            (id, event_no, user_no, status, queue, enrolled_at, changed_at, changed_by)
          SELECT ${pairIds(db.dialect.engine, db.at, 't.user_no', `${eventNo}`)}, ${eventNo}, t.user_no, t.status,
            t.queue, ${at}, ${at}, ${db.eventId}
          FROM ${db.dialect.numberTable(['user_no', 'status', 'queue'], rows)} t WHERE 1 = 1 ORDER BY t.queue${raw(overwrite)}`);
        await db.breathe();
      }
      await db.run(sql`UPDATE offer_events SET last_queue = ${queue} WHERE no = ${eventNo}`);
    },
    async end(eventNos, userNos, status, at) {
      const events = db.dialect.inNumbers('event_no', eventNos);
      await change(
        userNos,
        (slice) => sql`${events} AND ${db.dialect.inNumbers('user_no', slice)} AND ${there}`,
        status,
        at,
      );
    },
    async present(eventNo) {
      const rows = await db.all<{ user_no: number }>(
        sql`SELECT user_no FROM offer_event_enrollments WHERE event_no = ${eventNo} AND ${there} ORDER BY queue`,
      );
      return rows.map((row) => row.user_no);
    },
    async promote(eventNos, at) {
      if (eventNos.length === 0) return [];
      const among = db.dialect.inNumbers('event_no', eventNos);
      const rows = await db.all<{ no: number; event_no: number; user_no: number }>(
        sql`SELECT w.no, w.event_no, w.user_no FROM
            (SELECT no, event_no, user_no, ROW_NUMBER() OVER (PARTITION BY event_no ORDER BY queue) AS place
              FROM offer_event_enrollments WHERE status = ${WAITLISTED} AND ${among}) w
          JOIN offer_events v ON v.no = w.event_no JOIN offers o ON o.no = v.offer_no
          LEFT JOIN (SELECT event_no, COUNT(*) AS seated FROM offer_event_enrollments
              WHERE status = ${ENROLLED} AND ${among} GROUP BY event_no) e ON e.event_no = w.event_no
          WHERE v.cancelled = 0 AND v.archived = 0 AND o.archived_at IS NULL
            AND (v.max_registrations IS NULL OR w.place + COALESCE(e.seated, 0) <= v.max_registrations)
          ORDER BY w.event_no, w.place`,
      );
      const nos = rows.map((row) => row.no);
      await change(nos, (slice) => db.dialect.inNumbers('no', slice), 'ENROLLED', at);
      return rows.map((row) => ({ eventNo: row.event_no, userNo: row.user_no }));
    },
    async eventsOf(userNo) {
      const rows = await db.all<{ event_no: number }>(
        sql`SELECT event_no FROM offer_event_enrollments WHERE user_no = ${userNo} AND ${there} ORDER BY event_no`,
      );
      return rows.map((row) => row.event_no);
    },
    async get(enrollmentId, reach) {
      if (!isUuid(enrollmentId)) return undefined;
      const { joins, condition } = reachOver(reach);
      const [row] = await select(joins, [
        sql`r.id = ${toBinary(enrollmentId.toLowerCase())}`,
        raw('u.deleted_at IS NULL AND v.deleted_at IS NULL'),
        condition,
      ]);
      return row && stateOf(row);
    },
    async list(filter, reach, limit, cursor) {
      const list = listing('event enrollments', filter);
      const after = readCursor(cursor, list, 2);
      const { joins, condition } = reachOver(reach);
      const { eventNos, userNos, statuses } = filter;
      const conditions = [
        raw('u.deleted_at IS NULL AND v.deleted_at IS NULL'),
        condition,
        ...(eventNos ? [db.dialect.inNumbers('r.event_no', eventNos)] : []),
        ...(userNos ? [db.dialect.inNumbers('r.user_no', userNos)] : []),
        ...(statuses
          ? [
              db.dialect.inNumbers(
                'r.status',
                statuses.map((status) => eventStatuses.indexOf(status)),
              ),
            ]
          : []),
      ];
      if (after) {
        const [eventNo = 0, no = 0] = after;
        conditions.push(sql`(r.event_no > ${eventNo} OR (r.event_no = ${eventNo} AND r.no > ${no}))`);
      }
      const rows = await select(joins, conditions, sql` ORDER BY r.event_no, r.no LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, stateOf, (row) => [row.event_no, row.no]);
    },
  };
}

function stateOf(row: Row & { readonly position: number | null }): EventEnrollmentState {
  const status = eventStatuses[row.status];
  if (!status) throw new RangeError(`no status has the number ${row.status}`);
  return {
    no: row.no,
    id: toUuid(row.id),
    userNo: row.user_no,
    userId: toUuid(row.user_id),
    userRef: row.user_ref,
    eventNo: row.event_no,
    offerEventId: toUuid(row.event_id),
    offerEventRef: row.event_ref,
    status,
    position: row.position,
    enrolledAt: row.enrolled_at,
    changedAt: row.changed_at,
    mine: row.mine === 1,
  };
}
