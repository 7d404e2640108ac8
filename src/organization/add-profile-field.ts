import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { versioned } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { isBuiltIn } from './built-in-field.js';
import { checkChoices, fieldView, mostFields } from './profile-field.js';

/** Adds a field to the profile of all users. */
export async function addProfileField(
  work: Work,
  caller: Caller,
  input: InputOf<'addProfileField'>,
): Promise<OutputOf<'addProfileField'>> {
  authorize(caller, 'profile_field.manage');
  const { type, label, required = false, unique = false, choices = [], position = 0 } = input;
  const name = input.name.toLowerCase();
  checkChoices({ type, choices });
  if (isBuiltIn(name)) throw failureAt('conflict', '/name', 'taken', 'Every user has a field of this name.');
  const id = work.newId('profile field');
  const others = (await work.profileFields.lock()).filter((field) => field.id !== id);
  if (others.some((field) => field.name === name))
    throw failureAt('conflict', '/name', 'taken', 'Another profile field has this name.');
  if (others.length >= mostFields)
    throw failureAt('conflict', '/name', 'max_items', `There are ${mostFields} fields, which is the most.`);
  const field = { no: 0, id, name, label, type, required, unique, choices, position };
  await work.profileFields.add(field);
  await work.events.note({ profileFieldId: id, name });
  return versioned(fieldView(field, false));
}
