import type { FieldRecord, ProfileFields } from '../organization/profile-fields.js';
import { toBinary, toUuid } from './binary-id.js';
import { sqlProfileValues } from './profile-values.js';
import { type Fragment, raw, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface FieldRow {
  readonly no: number;
  readonly id: Buffer;
  readonly name: string;
  readonly label: string;
  readonly type: FieldRecord['type'];
  readonly required: number;
  readonly is_unique: number;
  readonly choices: string | null;
  readonly position: number;
}

/** Rules read at once while looking for one that names a field. */
const rulesAtOnce = 100;

/** Fields of the profile and their values, in SQL. */
export function sqlProfileFields(db: Transaction): ProfileFields {
  const read = async (end: Fragment): Promise<readonly FieldRecord[]> => {
    const rows = await db.all<FieldRow>(
      sql`SELECT no, id, name, label, type, required, is_unique, choices, position FROM profile_fields ORDER BY no${end}`,
    );
    return rows.map(show).sort((a, b) => a.position - b.position || a.no - b.no);
  };
  return {
    async all(held) {
      if (held === undefined) return await read(raw(''));
      await db.begin();
      return await read(raw(db.dialect.shareRows));
    },
    async lock() {
      await db.begin();
      await db.all(sql`SELECT no FROM account${raw(db.dialect.lockRows)}`);
      return await read(raw(db.dialect.lockRows));
    },
    async add(field) {
      await db.beginChange();
      if (db.happened) return;
      await db.run(sql`INSERT INTO profile_fields (id, name, label, type, required, is_unique, choices, position)
        VALUES (${toBinary(field.id)}, ${field.name}, ${field.label}, ${field.type}, ${Number(field.required)},
        ${Number(field.unique)}, ${choicesOf(field)}, ${field.position})`);
    },
    async change(field) {
      await db.beginChange();
      await db.run(sql`UPDATE profile_fields SET label = ${field.label}, required = ${Number(field.required)},
        is_unique = ${Number(field.unique)}, choices = ${choicesOf(field)}, position = ${field.position}
        WHERE no = ${field.no}`);
    },
    async remove(no) {
      await db.beginChange();
      const removed = await db.run(sql`DELETE FROM profile_values WHERE field_no = ${no}`);
      await db.run(sql`DELETE FROM profile_fields WHERE no = ${no}`);
      return removed;
    },
    async namedByRule(name) {
      // In JSON a name stands between quotation marks; whether it is that of a field, only reading tells.
      const pattern = `%"${name.replaceAll('_', '!_')}"%`;
      for (let after = 0; ; ) {
        const rows = await db.all<{ no: number; rule: string }>(sql`SELECT no, rule FROM units
          WHERE no > ${after} AND rule IS NOT NULL AND LOWER(rule) LIKE ${pattern} ESCAPE '!'
          ORDER BY no LIMIT ${rulesAtOnce}`);
        if (rows.some((row) => names(JSON.parse(row.rule), name))) return true;
        if (rows.length < rulesAtOnce) return false;
        after = rows.at(-1)?.no ?? 0;
      }
    },
    ...sqlProfileValues(db),
  };
}

function show({ id, is_unique, required, choices, ...row }: FieldRow): FieldRecord {
  return {
    ...row,
    id: toUuid(id),
    required: required === 1,
    unique: is_unique === 1,
    choices: choices === null ? [] : (JSON.parse(choices) as string[]),
  };
}

function choicesOf({ type, choices }: FieldRecord): string | null {
  return type === 'choice' ? JSON.stringify(choices) : null;
}

/** Whether a criterion anywhere inside of a rule is about the field. */
function names(rule: unknown, field: string): boolean {
  if (typeof rule !== 'object' || rule === null) return false;
  const { criterion, name } = rule as { criterion?: unknown; name?: unknown };
  if (criterion === 'profile_field' && String(name).toLowerCase() === field) return true;
  return Object.values(rule).some((part) => names(part, field));
}
