import Type, { type Static, type TSchema } from 'typebox';

const datePart = '\\d{4}-\\d{2}-\\d{2}';
const timePart = '[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:[Zz]|[+-]\\d{2}:?\\d{2})?';

/** `YYYY-MM-DD`, or a date-time with `T` or a blank, seconds and offset optional. */
export const dateOrDateTime = `^${datePart}(?:${timePart})?$`;

/** The fields that say from when and until when; design rule 5. */
export const termsFields = {
  accessDate: Type.Optional(
    Type.String({
      pattern: dateOrDateTime,
      description:
        'From when the course is open to the learner: a date-time, or a date (the start of that day). Without an offset it is read in the time zone of the account. Omitted: now.',
      examples: ['2026-12-01 09:00:00'],
    }),
  ),
  dueDateType: Type.Enum(['unlimited', 'default', 'due_date', 'due_period'], {
    description:
      'The due date policy. unlimited: no due date. default: as the course says at this moment. due_date: through the local day `dueDate`. due_period: `duePeriod` hours after the access date.',
    examples: ['due_date'],
  }),
  dueDate: Type.Optional(
    Type.String({
      pattern: dateOrDateTime,
      description:
        'The last day, inclusive: due at 23:59:59 of it in the time zone of the account. Needed with due_date, not read otherwise. A day in the past is accepted and overdue at once.',
      examples: ['2026-12-31'],
    }),
  ),
  duePeriod: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'Elapsed hours from the access date. Needed with due_period, not read otherwise.',
    }),
  ),
  lockAfterDueDate: Type.Optional(
    Type.Boolean({
      description:
        'Whether the course closes for the learner once the due date has passed. Read with due_date and due_period; omitted: false.',
      examples: [true],
    }),
  ),
};

/** Fields that a due date policy needs, as JSON Schema conditions. */
export const neededTerms = [needs('due_date', 'dueDate'), needs('due_period', 'duePeriod')];

function needs(policy: string, field: string) {
  return under(policy, { required: [field] });
}

function under(policy: string, then: object) {
  return where('dueDateType', policy, then);
}

/** What holds where a field is this word, as a JSON Schema condition. */
export function where(field: string, word: string, then: object) {
  return { if: { properties: { [field]: { const: word } }, required: [field] }, then };
}

const { dueDate, duePeriod, lockAfterDueDate } = termsFields;

/** The fields that belong to some policies only, as a file has them: of any form until `ownTerms` ask for theirs. */
export const unreadTerms = {
  dueDate: ofAnyForm(dueDate),
  duePeriod: ofAnyForm(duePeriod),
  lockAfterDueDate: ofAnyForm(lockAfterDueDate),
};

/** What each due date policy asks of its own fields, as JSON Schema conditions. */
export const ownTerms = [
  under('due_date', { required: ['dueDate'], properties: { dueDate, lockAfterDueDate } }),
  under('due_period', { required: ['duePeriod'], properties: { duePeriod, lockAfterDueDate } }),
];

function ofAnyForm<T extends TSchema & { readonly description?: string }>({ description }: T) {
  return Type.Optional(Type.Unsafe<Static<T>>({ description }));
}

const termNames: readonly string[] = ['dueDate', 'duePeriod', 'lockAfterDueDate'];

const belonging: Readonly<Record<string, readonly string[]>> = {
  unlimited: [],
  default: [],
  due_date: ['dueDate', 'lockAfterDueDate'],
  due_period: ['duePeriod', 'lockAfterDueDate'],
};

/**
 * Drops the fields that do not belong to the chosen policy: legacy clients send them all, so they are not even read.
 * Where the policy is missing or unknown nothing is dropped; the check of the input speaks then.
 */
export function leaveOutForeignTerms(
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const policy = input['dueDateType'];
  const kept = typeof policy === 'string' && Object.hasOwn(belonging, policy) ? belonging[policy] : undefined;
  if (kept === undefined) return input;
  const stays = (key: string) => !termNames.includes(key) || kept.includes(key);
  return Object.fromEntries(Object.entries(input).filter(([key]) => stays(key)));
}
