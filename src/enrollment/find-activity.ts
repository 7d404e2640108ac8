import type { Activity } from '../catalog/activities.js';
import { courseNamed, trainingNamed } from '../catalog/named-thing.js';
import { failureAt } from '../contract/failure.js';
import type { InputOf } from '../contract/operations.js';
import { quoted } from '../contract/quoted.js';
import type { Work } from '../work.js';

type Input = Pick<InputOf<'addLink'>, 'courseId' | 'courseRef' | 'trainingId' | 'trainingRef'>;

/** Whether the input names a course; it has been checked to name one activity at most. */
export function namesCourse(input: Input): boolean {
  return input.courseId !== undefined || input.courseRef !== undefined;
}

/** The place and the name of the course or training that the input of a write names. */
export function activityNamed(input: Input) {
  return namesCourse(input) ? courseNamed(input) : trainingNamed(input);
}

/** The course or training that the input of a write names; fails `invalid` where there is none of that kind. */
export async function findActivity(work: Work, input: Input): Promise<Activity> {
  const names = activityNamed(input);
  const kind = namesCourse(input) ? 'course' : 'training';
  const [activity] = await work.activities.find(names);
  const name = quoted(names.values[0] ?? '');
  if (!activity) throw failureAt('invalid', names.path, 'unknown', `There is no ${kind} ${name}.`);
  if (activity.kind !== kind)
    throw failureAt('invalid', names.path, `not_a_${kind}`, `${name} is a ${activity.kind}, not a ${kind}.`);
  return activity;
}

/** The same; fails `conflict` where it is archived and takes nobody new. */
export async function findOpenActivity(work: Work, input: Input): Promise<Activity> {
  const activity = await findActivity(work, input);
  if (activity.archived && !work.events.happened) {
    const message = `The ${activity.kind} is archived and takes nobody new.`;
    throw failureAt('conflict', activityNamed(input).path, 'archived', message);
  }
  return activity;
}
