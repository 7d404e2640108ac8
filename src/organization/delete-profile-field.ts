import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { fieldAddressed, fieldView } from './profile-field.js';

/** Removes a field that the account has added, with all its values. */
export async function deleteProfileField(
  work: Work,
  caller: Caller,
  input: InputOf<'deleteProfileField'>,
): Promise<OutputOf<'deleteProfileField'>> {
  authorize(caller, 'profile_field.manage');
  const field = fieldAddressed(await work.profileFields.lock(), input.profileFieldId);
  checkVersion(input.ifVersion, fieldView(field, false));
  if (await work.profileFields.namedByRule(field.name)) {
    const message = 'The rule of a SMART group names this field.';
    throw failureAt('conflict', '/profileFieldId', 'in_rule', message);
  }
  if (await work.links.countsFrom(field.no)) {
    const message = 'Periods of a link count from this field.';
    throw failureAt('conflict', '/profileFieldId', 'in_link', message);
  }
  const valuesRemoved = await work.profileFields.remove(field.no);
  await work.events.note({ profileFieldId: field.id, name: field.name, valuesRemoved });
  return { valuesRemoved };
}
