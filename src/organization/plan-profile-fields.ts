import type { InputOf } from '../contract/operations.js';
import { isBuiltIn } from './built-in-field.js';
import type { Member } from './directory.js';
import type { ProfileFieldRecord } from './organization.js';
import type { Loading } from './plan.js';
import { type PlannedThings, planThings } from './plan-things.js';
import type { PlannedField } from './user-value.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['profileFields']>[number];

/** Fields that an account may add. */
const most = 200;

/** Judges the profile fields of a file. Names are keys, without regard to case, and never change. */
export async function planProfileFields(
  loading: Loading,
  entries: readonly Entry[],
): Promise<PlannedThings<ProfileFieldRecord> & { readonly planned: () => readonly PlannedField[] }> {
  const { work, complaints } = loading;
  const { profileFields } = work.organization;
  const named = entries.map((entry) => ({ ...entry, ref: entry.name.toLowerCase() }));
  const last = Math.max(-1, ...(await profileFields.all()).map((field) => field.position));
  const places = new Map(named.map((entry, place) => [entry, place]));
  const planned = await planThings<(typeof named)[number], ProfileFieldRecord>(loading, {
    array: 'profileFields',
    what: 'profile field',
    key: 'name',
    things: profileFields,
    entries: named,
    complain(entry, path, before) {
      if (before && before.ref !== entry.ref)
        complaints.add(`${path}/name`, 'fixed', `The field with this id is '${before.ref}'; names stay.`);
      if (isBuiltIn(entry.ref))
        complaints.add(`${path}/name`, 'taken', 'Every account has a field of this name.');
      if (before && entry.type !== undefined && entry.type !== before.type)
        complaints.add(`${path}/type`, 'fixed', `The field is of the type ${before.type}; types stay.`);
      for (const field of ['label', 'type'] as const) {
        if (before || entry[field] !== undefined) continue;
        complaints.add(`${path}/${field}`, 'required', `A new profile field needs a ${field}.`);
      }
      const isChoice = (before?.type ?? entry.type) === 'choice';
      if (!isChoice && entry.choices !== undefined)
        complaints.add(`${path}/choices`, 'not_allowed', 'Only a field of the type choice has choices.');
      if (isChoice && (entry.choices ?? before?.choices ?? []).length === 0)
        complaints.add(`${path}/choices`, 'required', 'A field of the type choice needs choices.');
    },
    after: (entry, { no, id }, before) => ({
      no,
      id,
      ref: entry.ref,
      name: entry.ref,
      label: entry.label ?? before?.label ?? '',
      type: before?.type ?? entry.type ?? 'text',
      required: entry.required ?? before?.required ?? false,
      unique: entry.unique ?? before?.unique ?? false,
      choices: entry.choices ?? before?.choices ?? [],
      position: entry.position ?? before?.position ?? last + 1 + (places.get(entry) ?? 0),
    }),
  });
  planned.judge();
  for (const [place, member] of planned.members.entries())
    if (member) await complainAboutValues(member, `/profileFields/${place}`);
  if (planned.all().length > most)
    complaints.add(
      '/profileFields',
      'max_items',
      `An account has at most ${most} profile fields of its own.`,
    );
  return { ...planned, plan: { tally: planned.plan.tally, write }, planned: plannedFields };

  function plannedFields(): readonly PlannedField[] {
    return planned.all().flatMap((field) => {
      const member = planned.directory.find(field.id);
      return member ? [{ member, field }] : [];
    });
  }

  /** What users have has to fit; values that the same file changes count as they are now. */
  async function complainAboutValues(member: Member, path: string): Promise<void> {
    const [before, after] = [planned.before(member), planned.after(member)];
    if (!before || !after) return;
    if (isNowUnique(before, after)) {
      if (await work.profileFields.hasTwins(before.no))
        complaints.add(`${path}/unique`, 'taken', 'Users have the same value of it.');
      else if (await work.profileFields.hasLongValues(before.no))
        complaints.add(`${path}/unique`, 'max_length', 'A user has a value too long to be compared.');
    }
    const dropped = before.choices.filter((choice) => !after.choices.includes(choice));
    const [used] = dropped.length === 0 ? [] : await work.profileFields.used(before.no, dropped);
    if (used !== undefined)
      complaints.add(`${path}/choices`, 'in_use', `A user has the value '${used}' of it.`);
  }

  async function write(): Promise<void> {
    await planned.plan.write();
    for (const member of planned.members) {
      const [before, after] = member ? [planned.before(member), planned.after(member)] : [];
      if (before && after && before.unique !== after.unique)
        await work.profileFields.holdApart(after.no, after.unique);
    }
  }
}

function isNowUnique(before: ProfileFieldRecord, after: ProfileFieldRecord): boolean {
  return after.unique && !before.unique;
}
