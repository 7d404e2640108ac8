import { Failure, pointer, type Violation } from '../contract/failure.js';
import { quoted } from '../contract/quoted.js';
import { trainingListNames } from '../contract/selection.js';
import type { Work } from '../work.js';

interface Lists {
  readonly trainingIds?: readonly string[] | undefined;
  readonly trainingRefs?: readonly string[] | undefined;
}

/**
 * The numbers of the trainings that are to be inside a course, in order; undefined where none are named. `inside`: ids
 * of those that are inside already, which may stay even if they are archived. Fails with every name that is unknown or
 * given twice, else with every training that is archived.
 */
export async function findTrainings(
  work: Work,
  lists: Lists,
  inside: readonly { readonly id: string }[] = [],
): Promise<readonly number[] | undefined> {
  const names = trainingListNames(lists);
  if (!names) return undefined;
  const found = await work.trainings.find(names);
  const known = new Set(inside.map(({ id }) => id));
  const nos = new Set<number>();
  const wrong: Violation[] = [];
  const archived: Violation[] = [];
  for (const [place, training] of found.entries()) {
    const path = names.path + pointer(place);
    const name = quoted(names.values[place] ?? '');
    if (!training) wrong.push({ path, rule: 'unknown', message: `There is no training ${name}.` });
    else if (nos.has(training.no))
      wrong.push({ path, rule: 'duplicate', message: 'The training is named already.' });
    else if (training.archived && !known.has(training.id))
      archived.push({ path, rule: 'archived', message: `The training ${name} is archived.` });
    if (training) nos.add(training.no);
  }
  if (wrong.length > 0) throw failureOf('invalid', wrong);
  if (archived.length > 0) throw failureOf('conflict', archived);
  return [...nos];
}

function failureOf(code: 'invalid' | 'conflict', violations: readonly Violation[]): Failure {
  return new Failure(code, violations[0]?.message ?? '', { violations });
}
