import { Failure, failureAt, pointer, type Violation, violationsTold } from '../contract/failure.js';
import type { Work } from '../work.js';
import { isBuiltIn } from './built-in-field.js';
import type { FieldRecord, FieldValue } from './profile-fields.js';
import { toWrite, wrongValue } from './profile-value.js';

type Values = Readonly<Record<string, string | null>>;

/**
 * Gives a user values of the fields that the account has added, and answers the names of those that changed. What is
 * not named stays; null and an empty text take a value away. Also to be called where no value was given: a user that is
 * added, or changed, must have every required one. The row of the user has to be locked, or new.
 */
export async function giveProfileValues(
  work: Pick<Work, 'profileFields'>,
  user: { readonly no: number; readonly isNew: boolean },
  values: Values | undefined,
  path: string,
): Promise<readonly string[]> {
  const fields = await work.profileFields.all('held');
  const before = fields.length === 0 || user.isNew ? [] : await work.profileFields.valuesFor(user.no);
  const asked = judge(fields, before, values ?? {}, path);
  const changed = fields.filter(({ no }) => asked.has(no) && (asked.get(no) ?? null) !== valueIn(before, no));
  if (changed.length === 0) return [];
  const taken = await work.profileFields.write(
    user.no,
    changed.map((field) => toWrite(field, asked.get(field.no) ?? null)),
  );
  const [twin] = changed.filter(({ no }) => taken.includes(no));
  if (twin) {
    const place = path + pointer(nameGiven(values ?? {}, twin));
    throw failureAt('conflict', place, 'taken', `Another user has this value of ${twin.name}.`);
  }
  return changed.map((field) => field.name);
}

/** What is asked for, by number of the field; fails `invalid` with all that is wrong. */
function judge(
  fields: readonly FieldRecord[],
  before: readonly FieldValue[],
  values: Values,
  path: string,
): ReadonlyMap<number, string | null> {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const asked = new Map<number, string | null>();
  const wrong: Violation[] = [];
  for (const [name, value] of Object.entries(values)) {
    const at = path + pointer(name);
    const field = byName.get(name.toLowerCase());
    if (!field) {
      wrong.push({ path: at, rule: 'unknown_field', message: unknown(name) });
      continue;
    }
    if (asked.has(field.no)) wrong.push({ path: at, rule: 'duplicate', message: 'It is given twice.' });
    asked.set(field.no, value === '' ? null : value);
    const mistake = value === null || value === '' ? undefined : wrongValue(field, value);
    if (mistake) wrong.push({ path: at, ...mistake });
  }
  for (const field of fields) {
    const after = asked.has(field.no) ? asked.get(field.no) : valueIn(before, field.no);
    if (!field.required || (after ?? null) !== null) continue;
    const at = path + pointer(nameGiven(values, field));
    wrong.push({ path: at, rule: 'required', message: `Every user must have a value of ${field.name}.` });
  }
  const [first] = wrong;
  if (first) throw new Failure('invalid', first.message, { violations: wrong.slice(0, violationsTold) });
  return asked;
}

function valueIn(values: readonly FieldValue[], fieldNo: number): string | null {
  return values.find((one) => one.fieldNo === fieldNo)?.value ?? null;
}

function nameGiven(values: Values, field: FieldRecord): string {
  return Object.keys(values).find((name) => name.toLowerCase() === field.name) ?? field.name;
}

function unknown(name: string): string {
  if (isBuiltIn(name)) return 'Every user has this field: give it beside profileFields, not inside.';
  return 'There is no profile field of this name.';
}
