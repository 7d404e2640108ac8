import type { EventFilter, Events, PastEvent } from '../audit/events.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { listing, pageOf, readIdCursor } from './cursor.js';
import { eraseInEvents } from './erase-events.js';
import { allOf, type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface EventRow {
  readonly id: Buffer;
  readonly at: number;
  readonly operation: string;
  readonly protocol: string;
  readonly request_id: string | null;
  readonly client_id: string | null;
  readonly detail: string | null;
  readonly user_id: Buffer | null;
  readonly user_ref: string | null;
}

/** The audit, in SQL. */
export function sqlEvents(db: Transaction): Events {
  return {
    happened: db.happened,
    async note(detail) {
      if (!db.changing) return;
      await db.run(sql`UPDATE events SET detail = ${JSON.stringify(detail)} WHERE id = ${db.eventId}`);
    },
    async record(detail) {
      await db.beginChange();
      await this.note(detail);
    },
    async noted() {
      if (!db.happened) return undefined;
      const [row] = await db.all<{ detail: string | null }>(
        sql`SELECT detail FROM events WHERE id = ${db.eventId}`,
      );
      return JSON.parse(row?.detail ?? '{}');
    },
    erase: (identifiers) => eraseInEvents(db, identifiers),
    async list(filter, limit, cursor) {
      const list = listing('events', filter);
      const after = readIdCursor(cursor, list);
      const conditions = narrowed(filter);
      if (after) conditions.push(sql`v.id < ${Buffer.from(after, 'hex')}`);
      const rows =
        await db.all<EventRow>(sql`SELECT v.id, v.at, v.operation, v.protocol, v.request_id, v.client_id,
          v.detail, u.id AS user_id, u.ref AS user_ref
        FROM events v LEFT JOIN users u ON u.no = v.user_no WHERE ${allOf(conditions)}
        ORDER BY v.id DESC LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, show, (row) => [row.id.toString('hex')]);
    },
  };
}

/** Ids of events begin with their moment (UUID version 7), so that a span of time is a range of the key. */
function narrowed(filter: EventFilter): Fragment[] {
  const conditions: Fragment[] = [];
  if (filter.since !== undefined) conditions.push(sql`v.id >= ${firstId(filter.since)}`);
  if (filter.until !== undefined) conditions.push(sql`v.id < ${firstId(filter.until)}`);
  if (filter.operation !== undefined) conditions.push(isOperation(filter.operation));
  if (filter.userNo !== undefined) conditions.push(sql`v.user_no = ${filter.userNo}`);
  return conditions;
}

/** Names of operations are ASCII, and a server does not compare other texts with them. */
function isOperation(name: string): Fragment {
  return /^[\x20-\x7e]*$/.test(name) ? sql`v.operation = ${name}` : raw('1 = 0');
}

function firstId(at: number): Buffer {
  return Buffer.from(Math.max(0, at).toString(16).padStart(12, '0').slice(-12).padEnd(32, '0'), 'hex');
}

function show(row: EventRow): PastEvent {
  return {
    id: toUuid(row.id),
    at: row.at,
    operation: row.operation,
    protocol: row.protocol,
    requestId: row.request_id,
    userId: toUuidOrNull(row.user_id),
    userRef: row.user_ref,
    clientId: row.client_id,
    detail: row.detail === null ? null : JSON.parse(row.detail),
  };
}
