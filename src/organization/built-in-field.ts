import { builtInFields } from '../contract/profile-fields.js';
import type { FieldRecord } from './profile-fields.js';

type Name = keyof typeof builtInFields;

const labels: Readonly<Record<Name, string>> = {
  login: 'Login',
  email: 'E-mail address',
  first_name: 'First name',
  last_name: 'Last name',
  mobile: 'Mobile number',
  language: 'Language',
  time_zone: 'Time zone',
  user_type: 'User type',
  preferred_channel: 'Preferred channel',
};

/** What the profile of every user has, in every account with the same ids. Numbers mean nothing here. */
export const builtInRecords: readonly FieldRecord[] = (Object.keys(labels) as Name[]).map((name, place) => ({
  no: 0,
  id: `6d617472-6963-4f00-8000-${String(place + 1).padStart(12, '0')}`,
  name,
  label: labels[name],
  type: name === 'preferred_channel' ? 'choice' : 'text',
  required: false,
  unique: name === 'login' || name === 'email',
  choices: name === 'preferred_channel' ? ['email', 'sms'] : [],
  position: place,
}));

const taken: ReadonlySet<string> = new Set(
  Object.entries(builtInFields)
    .flat()
    .map((name) => name.toLowerCase()),
);

/** Whether a name is that of a field that every user has, in any way of writing it. */
export function isBuiltIn(name: string): boolean {
  return taken.has(name.toLowerCase());
}
