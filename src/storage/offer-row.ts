import type { EventFields } from '../catalog/offer-events.js';
import { toUuid } from './binary-id.js';

/** A row of `offers`. */
export interface OfferRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly archived_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

export function offerOf(row: OfferRow) {
  return {
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    title: row.title,
    description: row.description,
    archivedAt: row.archived_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** What a row of `offer_events` says of an event itself. */
export interface EventRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly offer_no: number;
  readonly title: string | null;
  readonly type: EventFields['type'];
  readonly min_registrations: number | null;
  readonly max_registrations: number | null;
  readonly waiting_list: number;
  readonly closing_at: number | null;
  readonly price: string | null;
  readonly cancelled: number;
  readonly published: number;
  readonly archived: number;
}

export function eventOf(row: EventRow) {
  return {
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    offerNo: row.offer_no,
    title: row.title,
    type: row.type,
    minRegistrations: row.min_registrations,
    maxRegistrations: row.max_registrations,
    waitingList: row.waiting_list === 1,
    closingAt: row.closing_at,
    price: row.price,
    cancelled: row.cancelled === 1,
    published: row.published === 1,
    archived: row.archived === 1,
  };
}
