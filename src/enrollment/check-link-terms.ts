import { failureAt } from '../contract/failure.js';
import type { InputOf } from '../contract/operations.js';
import { quoted } from '../contract/quoted.js';
import type { Work } from '../work.js';
import { checkTerms } from './check-input.js';
import type { LinkTermsState } from './link.js';

type Input = Pick<
  InputOf<'addLink'>,
  | 'dueDateType'
  | 'dueDate'
  | 'duePeriod'
  | 'lockAfterDueDate'
  | 'countsFrom'
  | 'countsFromField'
  | 'onLeaving'
  | 'graceHours'
>;

/** The terms that a link is asked to have; what is omitted is as before, else as usual. Fails `invalid` at its place. */
export async function checkLinkTerms(
  work: Work,
  input: Input,
  before?: LinkTermsState,
): Promise<LinkTermsState> {
  const { dueDateType, countsFrom = before?.countsFrom ?? 'beginning' } = input;
  const { onLeaving = before?.onLeaving ?? 'end' } = input;
  const asked =
    dueDateType === undefined && before
      ? before.asked
      : checkTerms({ ...input, dueDateType: dueDateType ?? 'default' }, work).asked;
  const kept = before?.countsFrom === 'profile_field' ? before.field : null;
  const field =
    countsFrom === 'profile_field'
      ? input.countsFromField === undefined
        ? kept
        : await findDateField(work, input.countsFromField)
      : null;
  const graceHours = onLeaving === 'grace' ? (input.graceHours ?? before?.graceHours ?? null) : null;
  return { asked, countsFrom, field, onLeaving, graceHours };
}

async function findDateField(work: Work, name: string): Promise<LinkTermsState['field']> {
  const fields = await work.profileFields.all('held');
  const field = fields.find((one) => one.name === name.toLowerCase());
  const path = '/countsFromField';
  if (!field) throw failureAt('invalid', path, 'unknown', `There is no profile field ${quoted(name)}.`);
  if (field.type !== 'date')
    throw failureAt(
      'invalid',
      path,
      'not_a_date',
      `${quoted(name)} holds no dates: its type is ${field.type}.`,
    );
  return { no: field.no, name: field.name };
}
