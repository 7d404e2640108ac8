import Type from 'typebox';

/**
 * What a token may be limited to. The first nine have the names that Pluvo gives them. One that writes reads the same
 * things as well; `extra_categories.write` writes values of profile fields, and nothing else of people.
 */
export const scopes = [
  'users.read',
  'users.write',
  'trainings.read',
  'trainings.write',
  'groups.read',
  'groups.write',
  'events.read',
  'events.write',
  'extra_categories.write',
  'enrollments.read',
  'enrollments.write',
  'courses.read',
  'courses.write',
  'departments.read',
  'departments.write',
  'account.read',
  'account.write',
] as const;

export type Scope = (typeof scopes)[number];

export const scopeField = Type.Enum([...scopes], { description: 'What the token may be used for.' });
