import type { Activity, ActivityFields } from '../catalog/activities.js';
import { kinds, ownPolicyColumns } from './activity-row.js';
import { toBinary } from './binary-id.js';
import { type Fragment, join, raw, sql, type Value } from './sql.js';
import type { Transaction } from './transaction.js';
import { claiming } from './unique-key.js';

const taken = { ref: { path: '/ref', message: 'Another one has this ref.' } };

export async function addActivity(
  db: Transaction,
  kind: Activity['kind'],
  id: string,
  addedAt: number,
  fields: ActivityFields,
): Promise<void> {
  await db.beginChange();
  if (db.happened && (await isThere(db, 'activities', id))) return;
  const columns = [
    ['id', toBinary(id)],
    ['kind', kinds[kind]],
    ['added_at', addedAt],
    ...valuesOf(fields),
  ] as const;
  await claiming(taken, () => db.run(insertOne('activities', columns)));
}

export async function changeActivity(
  db: Transaction,
  no: number,
  fields: Partial<ActivityFields>,
): Promise<void> {
  await db.beginChange();
  const set = join([...settingOf(valuesOf(fields)), raw('revision = revision + 1')], ', ');
  await claiming(taken, () => db.run(sql`UPDATE activities SET ${set} WHERE no = ${no}`));
}

export type ColumnValue = readonly [column: string, value: Value];

/** Whether an earlier attempt of this request, committed without anybody knowing, has added it already. */
export async function isThere(db: Transaction, table: string, id: string): Promise<boolean> {
  const found = await db.all(sql`SELECT no FROM ${raw(table)} WHERE id = ${toBinary(id)}`);
  return found.length > 0;
}

export function insertOne(table: string, columns: readonly ColumnValue[]): Fragment {
  const names = raw(columns.map(([name]) => name).join(', '));
  const values = join(
    columns.map(([, value]) => sql`${value}`),
    ', ',
  );
  return sql`INSERT INTO ${raw(table)} (${names}) VALUES (${values})`;
}

export function settingOf(columns: readonly ColumnValue[]): Fragment[] {
  return columns.map(([name, value]) => sql`${raw(name)} = ${value}`);
}

function valuesOf(fields: Partial<ActivityFields>): ColumnValue[] {
  const { archived, ownPolicy } = fields;
  const plain: readonly (readonly [string, Value | undefined])[] = [
    ['ref', fields.ref],
    ['title', fields.title],
    ['description', fields.description],
    ['training_type', fields.trainingType],
    ['author_no', fields.authorNo],
    ['view_url', fields.viewUrl],
    ['archived', flag(archived)],
    ['subtitle', fields.subtitle],
    ['estimated_time', fields.estimatedTime],
    ['accessible_from', fields.accessibleFrom],
    ['accessible_until', fields.accessibleUntil],
    ['show_participants', flag(fields.showParticipants)],
    ['show_shared_files', flag(fields.showSharedFiles)],
    ['enable_chat', flag(fields.enableChat)],
  ];
  const policy =
    ownPolicy === undefined
      ? []
      : ownPolicyColumns.map(([name, value]): ColumnValue => [name, value(ownPolicy)]);
  return [...givenOf(plain), ...policy];
}

/** Only the columns that are to be written. */
export function givenOf(columns: readonly (readonly [string, Value | undefined])[]): ColumnValue[] {
  return columns.flatMap(([name, value]): ColumnValue[] => (value === undefined ? [] : [[name, value]]));
}

/** A flag as a column holds it; undefined stays so. */
export function flag(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}
