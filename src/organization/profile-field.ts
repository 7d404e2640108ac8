import { failureAt } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import { noSuch } from '../contract/no-such.js';
import type { OutputOf } from '../contract/operations.js';
import { ofId } from '../contract/selection.js';
import { builtInRecords, isBuiltIn } from './built-in-field.js';
import type { FieldRecord } from './profile-fields.js';

export type FieldView = OutputOf<'listProfileFields'>['items'][number];

/** Fields that an account may add to the profile of its users. */
export const mostFields = 200;

/** A field as answered; in one order, whoever made the record, as its version is told by the text of it. */
export function fieldView(field: FieldRecord, builtIn: boolean): FieldView {
  const { id, name, label, type, required, unique, position, choices } = field;
  return { id, name, label, type, required, unique, position, builtIn, choices: [...choices] };
}

/** The field of the account that is addressed, by id or name; fails `absent`, and `conflict` for what every user has. */
export function fieldAddressed(fields: readonly FieldRecord[], name: string): FieldRecord {
  const isMeant = (field: FieldRecord) =>
    field.name === name.toLowerCase() || (isUuid(name) && field.id === name.toLowerCase());
  const field = fields.find(isMeant);
  if (field) return field;
  if (isBuiltIn(name) || builtInRecords.some(isMeant))
    throw failureAt(
      'conflict',
      '/profileFieldId',
      'built_in',
      'Every user has this field: it stays as it is.',
    );
  throw noSuch('profile field', ofId(name, '/profileFieldId'));
}

/** Fails `invalid` where a field has choices that its type does not take, or lacks those that it needs. */
export function checkChoices({ type, choices }: Pick<FieldRecord, 'type' | 'choices'>): void {
  if (type === 'choice' && choices.length === 0)
    throw failureAt('invalid', '/choices', 'required', 'A field of the type choice needs choices.');
  if (type !== 'choice' && choices.length > 0)
    throw failureAt('invalid', '/choices', 'not_allowed', `A field of the type ${type} has no choices.`);
}
