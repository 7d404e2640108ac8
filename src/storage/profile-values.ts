import type { ProfileFields, ValueToWrite } from '../organization/profile-fields.js';
import { canBeUnique, valueKey } from '../organization/profile-value.js';
import { rowsAtOnce } from './load-things.js';
import { anyOf, join, raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';
import { brokenKey } from './unique-key.js';

type Values = Pick<
  ProfileFields,
  | 'holdApart'
  | 'hasTwins'
  | 'hasLongValues'
  | 'used'
  | 'valuesOf'
  | 'valuesFor'
  | 'write'
  | 'release'
  | 'forget'
>;

/** Values of the fields of the profile, in SQL. */
export function sqlProfileValues(db: Transaction): Values {
  /** Values of people who are not deleted. */
  const living = (fieldNo: number) =>
    sql`profile_values v JOIN users u ON u.no = v.user_no AND u.deleted_at IS NULL WHERE v.field_no = ${fieldNo}`;
  const taken = async (userNo: number, values: readonly ValueToWrite[]): Promise<readonly number[]> => {
    const unique = values.filter((one) => one.uniqueKey !== null);
    if (unique.length === 0) return [];
    const same = unique.map(
      ({ fieldNo, uniqueKey }) => sql`(field_no = ${fieldNo} AND unique_key = ${uniqueKey})`,
    );
    const rows = await db.all<{ field_no: number }>(
      sql`SELECT DISTINCT field_no FROM profile_values WHERE ${anyOf(same)} AND user_no <> ${userNo}`,
    );
    return rows.map((row) => row.field_no);
  };
  return {
    async holdApart(no, unique) {
      await db.beginChange();
      const deleted = sql`user_no IN (SELECT no FROM users WHERE deleted_at IS NOT NULL)`;
      await db.run(
        unique
          ? sql`UPDATE profile_values SET unique_key = value_key WHERE field_no = ${no} AND NOT ${deleted}`
          : sql`UPDATE profile_values SET unique_key = NULL WHERE field_no = ${no}`,
      );
    },
    async hasTwins(no) {
      const twins = await db.all(
        sql`SELECT v.value_key FROM ${living(no)} GROUP BY v.value_key HAVING COUNT(*) > 1 LIMIT 1`,
      );
      return twins.length > 0;
    },
    async hasLongValues(no) {
      const length = raw(db.dialect.engine === 'mysql' ? 'CHAR_LENGTH(v.value)' : 'LENGTH(v.value)');
      for (let after = 0; ; ) {
        // Folding makes some texts longer, but not more than three times: the others have to be looked at.
        const rows = await db.all<{ user_no: number; value: string }>(
          sql`SELECT v.user_no, v.value FROM ${living(no)} AND ${length} >= 80 AND v.user_no > ${after}
            ORDER BY v.user_no LIMIT ${rowsAtOnce}`,
        );
        if (rows.some(({ value }) => !canBeUnique(value))) return true;
        if (rows.length < rowsAtOnce) return false;
        after = rows.at(-1)?.user_no ?? 0;
      }
    },
    async used(no, values) {
      const used: string[] = [];
      for (const slice of slices(values, db.dialect.slice)) {
        const keys = slice.map(valueKey);
        const rows = await db.all<{ value: string }>(
          sql`SELECT DISTINCT v.value FROM ${living(no)} AND ${db.dialect.inTexts('v.value_key', keys)}`,
        );
        used.push(...slice.filter((value) => rows.some((row) => row.value === value)));
      }
      return used;
    },
    async valuesOf(userNos) {
      const all = new Map<number, Record<string, string>>();
      for (const slice of slices(userNos, db.dialect.slice)) {
        const rows = await db.all<{ user_no: number; name: string; value: string }>(
          sql`SELECT v.user_no, f.name, v.value FROM profile_values v JOIN profile_fields f ON f.no = v.field_no
            WHERE ${db.dialect.inNumbers('v.user_no', slice)} ORDER BY f.position, f.no`,
        );
        for (const { user_no, name, value } of rows) {
          const known = all.get(user_no);
          if (known) known[name] = value;
          else all.set(user_no, { [name]: value });
        }
      }
      return all;
    },
    async valuesFor(userNo) {
      const rows = await db.all<{ field_no: number; value: string }>(
        sql`SELECT field_no, value FROM profile_values WHERE user_no = ${userNo}`,
      );
      return rows.map((row) => ({ fieldNo: row.field_no, value: row.value }));
    },
    async write(userNo, values) {
      const held = await taken(userNo, values);
      if (held.length > 0) return held;
      await db.beginChange();
      const nos = values.map((one) => one.fieldNo);
      await db.run(
        sql`DELETE FROM profile_values WHERE user_no = ${userNo} AND ${db.dialect.inNumbers('field_no', nos)}`,
      );
      const rows = values
        .filter((one) => one.value !== null)
        .map(
          ({ fieldNo, value, valueKey, uniqueKey }) =>
            sql`(${userNo}, ${fieldNo}, ${value}, ${valueKey}, ${uniqueKey})`,
        );
      if (rows.length === 0) return [];
      try {
        await db.run(
          sql`INSERT INTO profile_values (user_no, field_no, value, value_key, unique_key) VALUES ${join(rows, ', ')}`,
        );
      } catch (error) {
        // Somebody was faster; whoever it was has committed by now, or there would be no error.
        if (brokenKey(error) === undefined) throw error;
        const faster = await taken(userNo, values);
        if (faster.length === 0) throw error;
        return faster;
      }
      return [];
    },
    async release(userNos) {
      for (const slice of slices(userNos, db.dialect.slice)) {
        await db.beginChange();
        await db.run(sql`UPDATE profile_values SET unique_key = NULL
          WHERE unique_key IS NOT NULL AND ${db.dialect.inNumbers('user_no', slice)}`);
      }
    },
    async forget(userNos) {
      for (const slice of slices(userNos, db.dialect.slice)) {
        await db.beginChange();
        await db.run(sql`DELETE FROM profile_values WHERE ${db.dialect.inNumbers('user_no', slice)}`);
      }
    },
  };
}
