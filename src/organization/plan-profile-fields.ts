import type { InputOf } from '../contract/operations.js';
import { builtInFields } from '../contract/profile-fields.js';
import type { ProfileFieldRecord } from './organization.js';
import type { Loading } from './plan.js';
import { type PlannedThings, planThings } from './plan-things.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['profileFields']>[number];

/** Fields that an account may add. */
const most = 200;

/** Judges the profile fields of a file. Names are keys, without regard to case, and never change. */
export async function planProfileFields(
  loading: Loading,
  entries: readonly Entry[],
): Promise<PlannedThings<ProfileFieldRecord>> {
  const { complaints } = loading;
  const { profileFields } = loading.work.organization;
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
      if (Object.hasOwn(builtInFields, entry.ref))
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
    after: (entry, { no, id, ref }, before) => ({
      no,
      id,
      ref,
      label: entry.label ?? before?.label ?? '',
      type: before?.type ?? entry.type ?? 'text',
      required: entry.required ?? before?.required ?? false,
      unique: entry.unique ?? before?.unique ?? false,
      choices: entry.choices ?? before?.choices ?? [],
      position: entry.position ?? before?.position ?? last + 1 + (places.get(entry) ?? 0),
    }),
  });
  planned.judge();
  if (planned.all().length > most)
    complaints.add(
      '/profileFields',
      'max_items',
      `An account has at most ${most} profile fields of its own.`,
    );
  return planned;
}
