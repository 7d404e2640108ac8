import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion, versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkChoices, fieldAddressed, fieldView } from './profile-field.js';
import type { FieldRecord } from './profile-fields.js';

/** Changes a field that the account has added; values that users have stay valid. */
export async function updateProfileField(
  work: Work,
  caller: Caller,
  input: InputOf<'updateProfileField'>,
): Promise<OutputOf<'updateProfileField'>> {
  authorize(caller, 'profile_field.manage');
  const before = fieldAddressed(await work.profileFields.lock(), input.profileFieldId);
  if (!work.events.happened) checkVersion(input.ifVersion, fieldView(before, false));
  const after: FieldRecord = {
    ...before,
    label: input.label ?? before.label,
    required: input.required ?? before.required,
    unique: input.unique ?? before.unique,
    choices: input.choices ?? before.choices,
    position: input.position ?? before.position,
  };
  checkChoices(after);
  const changed = (['label', 'required', 'unique', 'choices', 'position'] as const).filter(
    (field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
  );
  if (changed.includes('choices')) await checkDropped(work, before, after);
  if (changed.includes('unique')) {
    if (after.unique) await checkUnique(work, after);
    await work.profileFields.holdApart(after.no, after.unique);
  }
  if (changed.length > 0) {
    await work.profileFields.change(after);
    await work.events.note({ profileFieldId: after.id, name: after.name, changed });
  }
  return versioned(fieldView(after, false));
}

async function checkDropped(work: Work, before: FieldRecord, after: FieldRecord): Promise<void> {
  const dropped = before.choices.filter((choice) => !after.choices.includes(choice));
  const used = await work.profileFields.used(after.no, dropped);
  if (used.length === 0) return;
  const words = used.map((choice) => `“${choice}”`).join(', ');
  throw failureAt('conflict', '/choices', 'in_use', `There are users who have ${words.slice(0, 600)}.`);
}

async function checkUnique(work: Work, { no }: FieldRecord): Promise<void> {
  if (await work.profileFields.hasLongValues(no))
    throw failureAt('conflict', '/unique', 'max_length', 'A user has a value of more than 255 characters.');
  if (await work.profileFields.hasTwins(no))
    throw failureAt('conflict', '/unique', 'shared', 'Two users have the same value.');
}
