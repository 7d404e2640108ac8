import type { TrainingState, Trainings } from '../catalog/trainings.js';
import {
  type ActivityRow,
  activityColumns,
  activityNumbers,
  kinds,
  type TrainingColumns,
  trainingsOf,
} from './activity-row.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { containing } from './containing.js';
import { countedPageOf, listing, nothingOf, readCursor, window } from './cursor.js';
import { findUsers } from './find-users.js';
import { live, roleNumbers } from './grant-row.js';
import { allOf, type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface TrainingRow extends ActivityRow, TrainingColumns {}

const columns = raw(`a.training_type, a.subtitle, a.estimated_time, a.accessible_from, a.accessible_until,
  a.show_participants, a.show_shared_files, a.enable_chat`);

/** Trainings, in SQL. */
export function sqlTrainings(db: Transaction): Trainings {
  const select = (conditions: readonly Fragment[], end: Fragment) =>
    db.all<TrainingRow>(
      sql`SELECT ${activityColumns}, ${columns} FROM activities a WHERE ${allOf([
        sql`a.kind = ${kinds.training}`,
        ...conditions,
      ])}${end}`,
    );
  return {
    async find(names) {
      const nos = await activityNumbers(db, names, kinds.training);
      const rows = await select([db.dialect.inNumbers('a.no', nos)], raw(''));
      const known = new Map(rows.map((row) => [row.no, stateOf(row)]));
      return nos.map((no) => known.get(no));
    },
    async get(names, ofLearner) {
      const [no = 0] = await activityNumbers(db, names, kinds.training);
      const [row] = await select([sql`a.no = ${no}`, ...trainingsOf('a.no', ofLearner)], raw(''));
      return row && stateOf(row);
    },
    async list(filter, paging) {
      const list = listing('trainings', filter);
      const [after = 0] = readCursor(paging.cursor, list, 1) ?? [];
      const conditions = [...trainingsOf('a.no', filter.ofLearner)];
      if (filter.ofPerson) {
        const { names, roles, reach } = filter.ofPerson;
        const [userNo = 0] = await findUsers(db, names, reach);
        if (userNo === 0) return nothingOf(paging);
        conditions.push(sql`EXISTS (SELECT 1 FROM grants g WHERE g.user_no = ${userNo} AND g.activity_no = a.no
          AND ${db.dialect.inNumbers('g.role', roleNumbers(roles))} AND ${live})`);
      }
      if (filter.search !== undefined) conditions.push(containing(filter.search, ['a.title', 'a.ref']));
      if (filter.archived !== undefined) conditions.push(sql`a.archived = ${filter.archived ? 1 : 0}`);
      const rows = await select([sql`a.no > ${after}`, ...conditions], sql` ORDER BY a.no${window(paging)}`);
      const count = async () => {
        const [row] = await db.all<{ total: number }>(
          sql`SELECT COUNT(*) AS total FROM activities a WHERE ${allOf([sql`a.kind = ${kinds.training}`, ...conditions])}`,
        );
        return row?.total ?? 0;
      };
      return await countedPageOf(rows, paging, list, stateOf, (row) => [row.no], count);
    },
  };
}

function stateOf(row: TrainingRow): TrainingState {
  return {
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    title: row.title,
    description: row.description,
    trainingType: row.training_type,
    organizerNo: row.author_no,
    organizerId: toUuidOrNull(row.author_id),
    addedAt: row.added_at,
    archived: row.archived === 1,
    subtitle: row.subtitle,
    estimatedTime: row.estimated_time,
    accessibleFrom: row.accessible_from,
    accessibleUntil: row.accessible_until,
    showParticipants: row.show_participants === 1,
    showSharedFiles: row.show_shared_files === 1,
    enableChat: row.enable_chat === 1,
  };
}
