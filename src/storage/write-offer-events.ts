import type { EventDate, EventFields, OfferEvents } from '../catalog/offer-events.js';
import { toBinary } from './binary-id.js';
import { join, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { claiming } from './unique-key.js';
import { type ColumnValue, flag, givenOf, insertOne, isThere, settingOf } from './write-activities.js';

type Writes = Pick<
  OfferEvents,
  | 'hold'
  | 'add'
  | 'change'
  | 'archive'
  | 'replaceDates'
  | 'addDate'
  | 'replaceLinks'
  | 'replaceTrainers'
  | 'remove'
>;

const taken = { ref: { path: '/ref', message: 'Another event has this ref.' } };

/** How events of offers change, in SQL. */
export function writtenEvents(db: Transaction): Writes {
  const insertDates = async (no: number, dates: readonly EventDate[]) => {
    if (dates.length === 0) return;
    const rows = dates.map(({ id, startAt, endAt }) => sql`(${toBinary(id)}, ${no}, ${startAt}, ${endAt})`);
    await db.run(
      sql`INSERT INTO offer_event_dates (id, event_no, start_at, end_at) VALUES ${join(rows, ', ')}`,
    );
  };
  const replacePairs = async (table: string, column: string, no: number, others: readonly number[]) => {
    await db.beginChange();
    await db.run(sql`DELETE FROM ${raw(table)} WHERE event_no = ${no}`);
    for (const slice of slices(others, db.dialect.slice))
      await db.run(
        db.dialect.insertPairs(
          table,
          ['event_no', column],
          slice.map((other) => [no, other]),
        ),
      );
  };
  return {
    async hold(nos) {
      await db.begin();
      if (db.dialect.lockRows === '') return;
      for (const slice of slices(nos, db.dialect.slice))
        await db.all(sql`SELECT no FROM offer_events WHERE ${db.dialect.inNumbers('no', slice)}
          ORDER BY no${raw(db.dialect.lockRows)}`);
    },
    async add(offerNo, id, fields) {
      await db.beginChange();
      const columns: readonly ColumnValue[] = [
        ['id', toBinary(id)],
        ['offer_no', offerNo],
        ...valuesOf(fields),
      ];
      if (!(db.happened && (await isThere(db, 'offer_events', id))))
        await claiming(taken, () => db.run(insertOne('offer_events', columns)));
      const [row] = await db.all<{ no: number }>(sql`SELECT no FROM offer_events WHERE id = ${toBinary(id)}`);
      return row?.no ?? 0;
    },
    async change(no, fields) {
      await db.beginChange();
      await claiming(taken, () =>
        db.run(sql`UPDATE offer_events SET ${join(settingOf(valuesOf(fields)), ', ')} WHERE no = ${no}`),
      );
    },
    async archive(nos, archived) {
      await db.beginChange();
      await db.run(sql`UPDATE offer_events SET archived = ${archived ? 1 : 0}
        WHERE ${db.dialect.inNumbers('no', nos)}`);
    },
    async replaceDates(no, dates) {
      await db.beginChange();
      await db.run(sql`DELETE FROM offer_event_dates WHERE event_no = ${no}`);
      await insertDates(no, dates);
    },
    async addDate(no, date) {
      await db.beginChange();
      if (db.happened && (await isThere(db, 'offer_event_dates', date.id))) return;
      await insertDates(no, [date]);
    },
    replaceLinks: (no, activityNos) => replacePairs('offer_event_activities', 'activity_no', no, activityNos),
    replaceTrainers: (no, userNos) => replacePairs('offer_event_trainers', 'user_no', no, userNos),
    async remove(no, at) {
      await db.beginChange();
      await db.run(sql`UPDATE offer_events SET deleted_at = ${at}, ref = NULL WHERE no = ${no}`);
    },
  };
}

function valuesOf(fields: Partial<EventFields>): ColumnValue[] {
  return givenOf([
    ['ref', fields.ref],
    ['title', fields.title],
    ['type', fields.type],
    ['min_registrations', fields.minRegistrations],
    ['max_registrations', fields.maxRegistrations],
    ['waiting_list', flag(fields.waitingList)],
    ['closing_at', fields.closingAt],
    ['price', fields.price],
    ['cancelled', flag(fields.cancelled)],
    ['published', flag(fields.published)],
    ['archived', flag(fields.archived)],
  ]);
}
