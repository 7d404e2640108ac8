import Type from 'typebox';
import { Id, Identifier } from './identifier.js';
import { operation } from './operation.js';
import { dryRunField } from './outcome.js';
import { ifVersion, version } from './version.js';
import { words } from './words.js';

/** Letters, digits and underscores, beginning with a letter; compared without regard to case. */
export const profileFieldNamePattern = '^[A-Za-z][A-Za-z0-9_]*$';

export const ProfileFieldName = (description: string) =>
  Type.String({ minLength: 1, maxLength: 64, pattern: profileFieldNamePattern, description });

/** The fields that every account has, by the names that integrations of other systems use, and ours. */
export const builtInFields = {
  login: 'login',
  email: 'email',
  first_name: 'firstName',
  last_name: 'lastName',
  mobile: 'mobile',
  language: 'language',
  time_zone: 'timeZone',
  user_type: 'userType',
  preferred_channel: 'preferredChannel',
} as const;

/** What a value may be: any text; a whole or decimal number; YYYY-MM-DD; true or false; one of the choices. */
export const profileFieldTypes = ['text', 'number', 'date', 'boolean', 'choice'] as const;

const settable = {
  label: words(255, 'What people read.'),
  required: Type.Boolean({ description: 'Whether every user that is added or changed must have a value.' }),
  unique: Type.Boolean({ description: 'Whether no two users may have the same value, case aside.' }),
  choices: Type.Array(words(255, 'A choice.'), {
    maxItems: 1_000,
    uniqueItems: true,
    description: 'The values of a field of the type choice.',
  }),
  position: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Fields are shown in this order.' }),
};

export const ProfileField = Type.Object(
  {
    id: Id('Id of the field.'),
    name: ProfileFieldName('By which values are read and written; in lower case.'),
    type: Type.Enum([...profileFieldTypes], { description: 'What its values are.' }),
    builtIn: Type.Boolean({ description: 'Whether every account has it; such fields cannot be changed.' }),
    ...settable,
  },
  { description: 'A field of the profile of users: one that every account has, or one of its own.' },
);

const VersionedField = Type.Object({ ...ProfileField.properties, ...version });
const profileFieldId = Identifier('Id or name of the field.');

export const listProfileFields = operation({
  name: 'listProfileFields',
  changes: false,
  permission: 'profile_field.read',
  summary: 'List profile fields',
  description:
    'The fields that every account has, then those that it has added, in their order; at most 200 of these.',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(ProfileField, { description: 'The fields.' }) }),
});

export const addProfileField = operation({
  name: 'addProfileField',
  changes: true,
  permission: 'profile_field.manage',
  summary: 'Define a profile field',
  description:
    'Adds a field to the profile of all users. Names of the fields that every user has (login, email, first_name…) are taken. A required field binds users from their next change on.',
  input: Type.Object(
    {
      name: ProfileFieldName('By which values are read and written; stored in lower case.'),
      type: Type.Enum([...profileFieldTypes], { description: 'What its values are; it cannot be changed.' }),
      label: settable.label,
      required: Type.Optional(settable.required),
      unique: Type.Optional(settable.unique),
      choices: Type.Optional(settable.choices),
      position: Type.Optional(settable.position),
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: VersionedField,
});

export const updateProfileField = operation({
  name: 'updateProfileField',
  changes: true,
  permission: 'profile_field.manage',
  summary: 'Change a profile field',
  description:
    'What is omitted stays. It refuses to make a field unique while two users share a value, and to drop a choice that somebody has.',
  input: Type.Object(
    {
      profileFieldId,
      label: Type.Optional(settable.label),
      required: Type.Optional(settable.required),
      unique: Type.Optional(settable.unique),
      choices: Type.Optional(settable.choices),
      position: Type.Optional(settable.position),
      ...ifVersion,
      ...dryRunField,
    },
    { additionalProperties: false },
  ),
  output: VersionedField,
});

export const deleteProfileField = operation({
  name: 'deleteProfileField',
  changes: true,
  permission: 'profile_field.manage',
  summary: 'Remove a profile field',
  description: 'Removes the field and all its values. It refuses while the rule of a SMART group names it.',
  input: Type.Object({ profileFieldId, ...ifVersion, ...dryRunField }, { additionalProperties: false }),
  output: Type.Object({
    valuesRemoved: Type.Integer({ minimum: 0, description: 'How many users had a value.' }),
  }),
});
