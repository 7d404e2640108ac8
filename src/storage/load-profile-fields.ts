import type { Organization, ProfileFieldRecord } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import { type Mapping, sqlCatalogue } from './load-things.js';
import type { Transaction } from './transaction.js';

interface FieldRow {
  readonly no: number;
  readonly id: Buffer;
  readonly name: string;
  readonly label: string;
  readonly type: ProfileFieldRecord['type'];
  readonly required: number;
  readonly is_unique: number;
  readonly choices: string | null;
  readonly position: number;
}

const mapping: Mapping<ProfileFieldRecord, FieldRow> = {
  table: 'profile_fields',
  columns: [
    ['id', (field) => toBinary(field.id)],
    ['name', (field) => field.ref],
    ['label', (field) => field.label],
    ['type', (field) => field.type],
    ['required', (field) => Number(field.required)],
    ['is_unique', (field) => Number(field.unique)],
    ['choices', (field) => (field.type === 'choice' ? JSON.stringify(field.choices) : null)],
    ['position', (field) => field.position],
  ],
  // Names never change.
  freed: [],
  read: ({ no, id, name, label, type, required, is_unique, choices, position }) => ({
    no,
    id: toUuid(id),
    ref: name,
    label,
    type,
    required: required === 1,
    unique: is_unique === 1,
    choices: choices === null ? [] : (JSON.parse(choices) as string[]),
    position,
  }),
};

/** Profile fields as a file brings them in. */
export function sqlLoadedFields(db: Transaction): Pick<Organization, 'profileFields'> {
  return { profileFields: sqlCatalogue(db, mapping) };
}
