import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { builtInRecords } from './built-in-field.js';
import { fieldView } from './profile-field.js';

/** What the profile of a user consists of. */
export async function listProfileFields(
  work: Work,
  caller: Caller,
  _input: InputOf<'listProfileFields'>,
): Promise<OutputOf<'listProfileFields'>> {
  authorize(caller, 'profile_field.read');
  const own = await work.profileFields.all();
  return {
    items: [
      ...builtInRecords.map((field) => fieldView(field, true)),
      ...own.map((field) => fieldView(field, false)),
    ],
  };
}
