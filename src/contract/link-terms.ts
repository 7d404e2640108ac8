import Type from 'typebox';
import { neededTerms, termsFields, where } from './asked-terms.js';

/** From when a relative period runs. */
export const countingFrom = ['beginning', 'joining', 'added_date', 'profile_field'] as const;

/** What becomes of the grants of somebody who leaves. */
export const leavingWays = ['end', 'grace', 'keep_begun'] as const;

const { dueDate, duePeriod, lockAfterDueDate } = termsFields;

/** What a link, or a rule, gives: until when to learn, and what becomes of it when somebody leaves. */
export const linkTermsFields = {
  dueDateType: Type.Optional(
    Type.Enum(['unlimited', 'default', 'due_date', 'due_period'], {
      description:
        'The due date policy of grants that begin; omitted: default, as the course or training says at that moment.',
    }),
  ),
  dueDate,
  duePeriod: Type.Optional({
    ...duePeriod,
    description: 'Elapsed hours from where the period runs. Needed with due_period, not read otherwise.',
  }),
  lockAfterDueDate,
  countsFrom: Type.Optional(
    Type.Enum([...countingFrom], {
      description:
        'From when a period runs. beginning (usual): from when the grant begins. joining: from when the user came into the unit. added_date: from the date added of the user. profile_field: from the date in the profile field `countsFromField`. Where there is no such date it runs from the beginning.',
    }),
  ),
  countsFromField: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'Name of the profile field. Needed with profile_field, not read otherwise.',
    }),
  ),
  onLeaving: Type.Optional(
    Type.Enum([...leavingWays], {
      description:
        'What becomes of the grant of somebody who leaves. end (usual): it ends at once. grace: it ends `graceHours` later. keep_begun: it goes on where the user has made progress, else it ends.',
    }),
  ),
  graceHours: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000,
      description: 'Hours. Needed with grace, not read otherwise.',
    }),
  ),
};

/** Which of these fields belong together, as JSON Schema conditions. */
export const linkTermsRules = [
  ...neededTerms,
  where('countsFrom', 'profile_field', { required: ['countsFromField'] }),
  where('onLeaving', 'grace', { required: ['graceHours'] }),
];

/** The same as it stands. */
export const LinkTerms = {
  dueDateType: Type.Enum(['unlimited', 'default', 'due_date', 'due_period'], {
    description: 'The due date policy.',
  }),
  dueDate: Type.Union([Type.String({ format: 'date' }), Type.Null()], {
    description: 'Of due_date: the last day.',
  }),
  duePeriod: Type.Union([Type.Integer(), Type.Null()], { description: 'Of due_period: the hours.' }),
  lockAfterDueDate: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'Of due_date and due_period: whether it closes then; null where it was not said.',
  }),
  countsFrom: Type.Enum([...countingFrom], { description: 'From when a period runs.' }),
  countsFromField: Type.Union([Type.String(), Type.Null()], { description: 'Of profile_field: its name.' }),
  onLeaving: Type.Enum([...leavingWays], { description: 'What becomes of grants of those who leave.' }),
  graceHours: Type.Union([Type.Integer(), Type.Null()], { description: 'Of grace: how long.' }),
};
