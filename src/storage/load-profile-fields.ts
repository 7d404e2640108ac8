import type { Organization, ProfileFieldRecord, ProfileValue } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import {
  type Column,
  gathered,
  listed,
  type Mapping,
  rows,
  rowsAtOnce,
  sqlCatalogue,
} from './load-things.js';
import { type Numbers, portions, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface FieldRow {
  readonly no: number;
  readonly id: Buffer;
  readonly name: string;
  readonly label: string;
  readonly type: ProfileFieldRecord['type'];
  readonly required: number;
  readonly is_unique: number;
  readonly choices: string | null;
  readonly position: number;
}

const mapping: Mapping<ProfileFieldRecord, FieldRow> = {
  table: 'profile_fields',
  columns: [
    ['id', (field) => toBinary(field.id)],
    ['name', (field) => field.ref],
    ['label', (field) => field.label],
    ['type', (field) => field.type],
    ['required', (field) => Number(field.required)],
    ['is_unique', (field) => Number(field.unique)],
    ['choices', (field) => (field.type === 'choice' ? JSON.stringify(field.choices) : null)],
    ['position', (field) => field.position],
  ],
  // Names never change.
  freed: [],
  read: ({ no, id, name, label, type, required, is_unique, choices, position }) => ({
    no,
    id: toUuid(id),
    ref: name,
    name,
    label,
    type,
    required: required === 1,
    unique: is_unique === 1,
    choices: choices === null ? [] : (JSON.parse(choices) as string[]),
    position,
  }),
};

const valueColumns: readonly Column<ProfileValue>[] = [
  ['user_no', (one) => one.userNo],
  ['field_no', (one) => one.fieldNo],
  ['value', (one) => one.value],
  ['value_key', (one) => one.valueKey],
  ['unique_key', (one) => one.uniqueKey],
];

type Fields = Pick<
  Organization,
  'profileFields' | 'profileValues' | 'valueHolders' | 'clearValues' | 'addValues'
>;

/** Profile fields and their values as a file brings them in. */
export function sqlLoadedFields(db: Transaction): Fields {
  return {
    profileFields: sqlCatalogue(db, mapping),
    async profileValues(userNos) {
      const found: { user_no: number; field_no: number; value: string }[] = [];
      for (const slice of slices(userNos, db.dialect.slice)) {
        found.push(
          ...(await db.all<(typeof found)[number]>(
            sql`SELECT user_no, field_no, value FROM profile_values WHERE ${db.dialect.inNumbers('user_no', slice)}`,
          )),
        );
        await db.breathe();
      }
      return gathered(
        found,
        (row) => row.user_no,
        ({ field_no, value }) => ({ fieldNo: field_no, value }),
      );
    },
    async valueHolders(fieldNo, keys) {
      const found = new Map<string, number>();
      for (const slice of slices(keys, db.dialect.slice)) {
        const holders = await db.all<{ user_no: number; value_key: string }>(
          sql`SELECT v.user_no, v.value_key FROM profile_values v JOIN users u ON u.no = v.user_no
            WHERE v.field_no = ${fieldNo} AND ${db.dialect.inTexts('v.value_key', slice)} AND u.deleted_at IS NULL`,
        );
        for (const row of holders) found.set(row.value_key, row.user_no);
        await db.breathe();
      }
      return found;
    },
    async clearValues(values) {
      for (const portion of portions(values, db.dialect.slice)) {
        const pairs = portion.map(({ userNo, fieldNo }): Numbers => [userNo, fieldNo]);
        await db.beginChange();
        await db.run(db.dialect.deletePairs('profile_values', ['user_no', 'field_no'], pairs));
        await db.breathe();
      }
    },
    async addValues(values) {
      for (const portion of portions(values, rowsAtOnce)) {
        await db.beginChange();
        await db.run(
          sql`INSERT INTO profile_values ${listed(valueColumns)} VALUES ${rows(portion, valueColumns)}`,
        );
        await db.breathe();
      }
    },
  };
}
