import type { MessageKind } from '../contract/messages.js';
import type { MessageState, Messages } from '../messages/messages.js';
import { toUuid } from './binary-id.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { pairIds } from './pair-ids.js';
import { allOf, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface MessageRow {
  readonly no: number;
  readonly id: Buffer;
  readonly kind: MessageKind;
  readonly user_id: Buffer;
  readonly user_ref: string | null;
  readonly about_id: Buffer;
  readonly event_id: Buffer;
  readonly created_at: number;
  readonly delivered_at: number | null;
}

/** The outbox, in SQL. */
export function sqlMessages(db: Transaction): Messages {
  const leaveEach: Messages['leaveEach'] = async (kind, told) => {
    const things = kind === 'training_invitation' ? 'activities' : 'offer_events';
    for (const slice of slices(told, db.dialect.slice)) {
      await db.beginChange();
      const id = pairIds(db.dialect.engine, db.at, 'u.no', 'a.no');
      const table = db.dialect.numberTable(
        ['user_no', 'about_no'],
        slice.map(({ userNo, aboutNo }) => [userNo, aboutNo]),
      );
      await db.run(sql`INSERT INTO messages (id, kind, user_no, about_id, event_id, created_at)
        SELECT ${id}, ${kind}, u.no, a.id, ${db.eventId}, ${db.at}
        FROM ${table} t JOIN users u ON u.no = t.user_no JOIN ${raw(things)} a ON a.no = t.about_no
        WHERE u.deleted_at IS NULL ORDER BY u.no, a.no${raw(db.dialect.keepExisting('messages', 'user_no'))}`);
      await db.breathe();
    }
  };
  return {
    leave: (kind, userNos, aboutNo) =>
      leaveEach(
        kind,
        userNos.map((userNo) => ({ userNo, aboutNo })),
      ),
    leaveEach,
    async list(filter, limit, cursor) {
      const list = listing('messages', filter);
      const [before] = readCursor(cursor, list, 1) ?? [];
      const conditions = [
        ...(before === undefined ? [] : [sql`m.no < ${before}`]),
        ...(filter.userNo === undefined ? [] : [sql`m.user_no = ${filter.userNo}`]),
        ...(filter.kind === undefined ? [] : [sql`m.kind = ${filter.kind}`]),
      ];
      const rows = await db.all<MessageRow>(sql`SELECT m.no, m.id, m.kind, u.id AS user_id, u.ref AS user_ref,
          m.about_id, m.event_id, m.created_at, m.delivered_at
        FROM messages m JOIN users u ON u.no = m.user_no WHERE ${allOf(conditions)}
        ORDER BY m.no DESC LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, show, (row) => [row.no]);
    },
    async drop(userNo) {
      await db.beginChange();
      await db.run(sql`DELETE FROM messages WHERE user_no = ${userNo} AND delivered_at IS NULL`);
    },
  };
}

function show(row: MessageRow): MessageState {
  return {
    id: toUuid(row.id),
    kind: row.kind,
    userId: toUuid(row.user_id),
    userRef: row.user_ref,
    aboutId: toUuid(row.about_id),
    eventId: toUuid(row.event_id),
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
  };
}
