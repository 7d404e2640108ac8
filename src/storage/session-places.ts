import type { PlaceState, SessionPlaces } from '../enrollment/session-places.js';
import { toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { live } from './grant-row.js';
import { reachOver } from './reach-condition.js';
import { allOf, type Fragment, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface PlaceRow {
  readonly no: number;
  readonly session_no: number;
  readonly session_id: Buffer;
  readonly training_id: Buffer;
  readonly user_id: Buffer;
  readonly user_ref: string | null;
  readonly waiting: number;
  readonly position: number;
  readonly since: number;
}

/** Places of these rows, a table of `session_places` with their positions among those who wait, or attend. */
const selection = (
  places: Fragment,
) => sql`SELECT p.no, p.session_no, s.id AS session_id, t.id AS training_id,
    u.id AS user_id, u.ref AS user_ref, p.waiting, p.position, p.since
  FROM (${places}) p JOIN sessions s ON s.no = p.session_no JOIN activities t ON t.no = p.training_no
  JOIN users u ON u.no = p.user_no`;

/** Seats and waiting lists, in SQL. */
export function sqlSessionPlaces(db: Transaction): SessionPlaces {
  return {
    async hold(trainingNos) {
      await db.begin();
      await db.all(sql`SELECT no FROM activities
        WHERE ${db.dialect.inNumbers('no', trainingNos)} ORDER BY no${raw(db.dialect.lockRows)}`);
    },
    async holdRight(userNo, trainingNo) {
      await db.begin();
      await db.all(sql`SELECT activity_no FROM enrollments WHERE user_no = ${userNo} AND (activity_no = ${trainingNo}
        OR activity_no IN (SELECT course_no FROM course_modules WHERE training_no = ${trainingNo}))
        ORDER BY user_no, activity_no, role${raw(db.dialect.shareRows)}`);
    },
    async find(trainingNo, userNo) {
      const own = sql`SELECT p.*, (SELECT COUNT(*) FROM session_places b
          WHERE b.session_no = p.session_no AND b.waiting = p.waiting AND b.no <= p.no) AS position
        FROM session_places p WHERE p.training_no = ${trainingNo} AND p.user_no = ${userNo}`;
      const [row] = await db.all<PlaceRow>(selection(own));
      return row && stateOf(row);
    },
    async fullness(sessionNos, userNo) {
      const rows = await db.all<{
        session_no: number;
        attending: number | string;
        waiting: number | string;
        own: number | null;
        position: number | string | null;
      }>(sql`SELECT p.session_no, SUM(1 - p.waiting) AS attending, SUM(p.waiting) AS waiting,
          MAX(CASE WHEN p.user_no = ${userNo} THEN p.waiting END) AS own,
          SUM(CASE WHEN p.waiting = 1 AND p.no <= mine.no THEN 1 ELSE 0 END) AS position
        FROM session_places p LEFT JOIN session_places mine
          ON mine.session_no = p.session_no AND mine.user_no = ${userNo}
        WHERE ${db.dialect.inNumbers('p.session_no', sessionNos)} GROUP BY p.session_no`);
      return new Map(
        rows.map((row) => [
          row.session_no,
          {
            attending: Number(row.attending),
            waiting: Number(row.waiting),
            own:
              row.own === null
                ? null
                : row.own === 1
                  ? { status: 'waiting' as const, position: Number(row.position) }
                  : { status: 'attending' as const, position: null },
          },
        ]),
      );
    },
    async take(session, userNo, status, at) {
      await db.beginChange();
      await db.run(sql`INSERT INTO session_places (session_no, training_no, user_no, waiting, since)
        VALUES (${session.no}, ${session.trainingNo}, ${userNo}, ${status === 'waiting' ? 1 : 0}, ${at})`);
    },
    async giveUp(trainingNo, userNo) {
      await db.beginChange();
      await db.run(sql`DELETE FROM session_places WHERE training_no = ${trainingNo} AND user_no = ${userNo}`);
    },
    async promote(of) {
      const among =
        of === 'all'
          ? raw('1 = 1')
          : 'sessionNos' in of
            ? db.dialect.inNumbers('session_no', of.sessionNos)
            : db.dialect.inNumbers('training_no', of.trainingNos);
      const rows = await db.all<{ no: number }>(sql`SELECT w.no FROM
          (SELECT no, session_no, ROW_NUMBER() OVER (PARTITION BY session_no ORDER BY no) AS place
            FROM session_places WHERE waiting = 1 AND ${among}) w
        JOIN sessions s ON s.no = w.session_no
        JOIN activities a ON a.no = s.training_no
        LEFT JOIN (SELECT session_no, COUNT(*) AS seated FROM session_places
          WHERE waiting = 0 AND ${among} GROUP BY session_no) c ON c.session_no = s.no
        WHERE s.archived = 0 AND a.archived = 0 AND EXISTS (SELECT 1 FROM session_days d
          WHERE d.session_no = s.no AND d.start_at + d.duration * 1000 > ${db.at})
          AND (s.capacity IS NULL OR w.place + COALESCE(c.seated, 0) <= s.capacity)`);
      if (rows.length === 0) return;
      await db.beginChange();
      for (const slice of slices(rows, db.dialect.slice)) {
        await db.run(
          sql`UPDATE session_places SET waiting = 0 WHERE ${db.dialect.inNumbers(
            'no',
            slice.map((row) => row.no),
          )}`,
        );
      }
    },
    async unentitled({ userNos, trainingNos }) {
      const found: { no: number; trainingNo: number; sessionNo: number }[] = [];
      for (const slice of userNos ? slices(userNos, db.dialect.slice) : [undefined]) {
        const conditions: Fragment[] = [
          ...(slice ? [db.dialect.inNumbers('p.user_no', slice)] : []),
          ...(trainingNos ? [db.dialect.inNumbers('p.training_no', trainingNos)] : []),
          sql`NOT EXISTS (SELECT 1 FROM grants g
            WHERE g.user_no = p.user_no AND g.activity_no = p.training_no AND ${live})`,
          sql`NOT EXISTS (SELECT 1 FROM course_modules i JOIN grants g ON g.activity_no = i.course_no
            WHERE i.training_no = p.training_no AND g.user_no = p.user_no AND ${live})`,
        ];
        const rows = await db.all<{ no: number; training_no: number; session_no: number }>(
          sql`SELECT p.no, p.training_no, p.session_no FROM session_places p WHERE ${allOf(conditions)}`,
        );
        for (const row of rows)
          found.push({ no: row.no, trainingNo: row.training_no, sessionNo: row.session_no });
      }
      return found;
    },
    async remove(nos) {
      await db.beginChange();
      for (const slice of slices(nos, db.dialect.slice))
        await db.run(sql`DELETE FROM session_places WHERE ${db.dialect.inNumbers('no', slice)}`);
    },
    async list(sessionNo, status, reach, limit, cursor) {
      const list = listing('places', [sessionNo, status]);
      const after = readCursor(cursor, list, 2);
      const { joins, condition } = reachOver(reach);
      const all = sql`SELECT *, ROW_NUMBER() OVER (PARTITION BY waiting ORDER BY no) AS position
        FROM session_places WHERE session_no = ${sessionNo}`;
      const conditions = [condition];
      if (status) conditions.push(sql`p.waiting = ${status === 'waiting' ? 1 : 0}`);
      if (after) {
        const [waiting = 0, no = 0] = after;
        conditions.push(sql`(p.waiting > ${waiting} OR (p.waiting = ${waiting} AND p.no > ${no}))`);
      }
      const rows = await db.all<PlaceRow>(
        sql`${selection(all)}${joins} WHERE ${allOf(conditions)} ORDER BY p.waiting, p.no LIMIT ${limit + 1}`,
      );
      return pageOf(rows, limit, list, stateOf, (row) => [row.waiting, row.no]);
    },
    async attending(sessionNo, userNos) {
      const seated = new Set<number>();
      for (const slice of slices(userNos, db.dialect.slice)) {
        const rows = await db.all<{ user_no: number }>(sql`SELECT user_no FROM session_places
          WHERE session_no = ${sessionNo} AND waiting = 0 AND ${db.dialect.inNumbers('user_no', slice)}`);
        for (const row of rows) seated.add(row.user_no);
      }
      return seated;
    },
  };
}

function stateOf(row: PlaceRow): PlaceState {
  const waits = row.waiting === 1;
  return {
    sessionNo: row.session_no,
    sessionId: toUuid(row.session_id),
    trainingId: toUuid(row.training_id),
    userId: toUuid(row.user_id),
    userRef: row.user_ref,
    status: waits ? 'waiting' : 'attending',
    position: waits ? Number(row.position) : null,
    since: row.since,
  };
}
