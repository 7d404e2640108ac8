import type { TrainingState, Trainings } from '../catalog/trainings.js';
import {
  type ActivityRow,
  activityColumns,
  activityNumbers,
  insideCoursesOf,
  kinds,
} from './activity-row.js';
import { toUuid, toUuidOrNull } from './binary-id.js';
import { containing } from './containing.js';
import { listing, pageOf, readCursor } from './cursor.js';
import { allOf, type Fragment, raw, type Sql, sql } from './sql.js';

interface TrainingRow extends ActivityRow {
  readonly training_type: string | null;
  readonly subtitle: string | null;
  readonly estimated_time: string | null;
  readonly accessible_from: number | null;
  readonly accessible_until: number | null;
  readonly show_participants: number;
  readonly show_shared_files: number;
  readonly enable_chat: number;
}

const columns = raw(`a.training_type, a.subtitle, a.estimated_time, a.accessible_from, a.accessible_until,
  a.show_participants, a.show_shared_files, a.enable_chat`);

/** Trainings, in SQL. */
export function sqlTrainings(db: Sql): Trainings {
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
      const [row] = await select([sql`a.no = ${no}`, ...insideCoursesOf('a.no', ofLearner)], raw(''));
      return row && stateOf(row);
    },
    async list(filter, limit, cursor) {
      const list = listing('trainings', filter);
      const [after = 0] = readCursor(cursor, list, 1) ?? [];
      const conditions = [sql`a.no > ${after}`, ...insideCoursesOf('a.no', filter.ofLearner)];
      if (filter.search !== undefined) conditions.push(containing(filter.search, ['a.title', 'a.ref']));
      if (filter.archived !== undefined) conditions.push(sql`a.archived = ${filter.archived ? 1 : 0}`);
      const rows = await select(conditions, sql` ORDER BY a.no LIMIT ${limit + 1}`);
      return pageOf(rows, limit, list, stateOf, (row) => [row.no]);
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
