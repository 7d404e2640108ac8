import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import { departmentNames, groupNames } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import { activityNamed } from './find-activity.js';
import { showLink } from './link.js';

/** Links of units to activities, as far as the caller sees the units; names of nothing filter everything out. */
export async function listLinks(
  work: Work,
  caller: Caller,
  input: InputOf<'listLinks'>,
): Promise<OutputOf<'listLinks'>> {
  const reach = authorize(caller, 'link.read');
  const unitNos = await unitsNamed(work, reach, input);
  const isNamed = [input.courseId, input.courseRef, input.trainingId, input.trainingRef].some(
    (name) => name !== undefined,
  );
  const [activity] = isNamed ? await work.activities.find(activityNamed(input)) : [];
  const activityNo = isNamed ? (activity?.no ?? 0) : undefined;
  const { limit = pageSize.usual, cursor } = input;
  const { items, nextCursor } = await work.links.list({ unitNos, activityNo }, reach, limit, cursor);
  return { items: items.map(showLink), nextCursor };
}

async function unitsNamed(
  work: Work,
  reach: Reach,
  input: InputOf<'listLinks'>,
): Promise<readonly number[] | undefined> {
  const groups = groupNames(input);
  if (groups) return (await work.groups.find(groups, reach)).flatMap((group) => (group ? [group.no] : []));
  const departments = departmentNames(input);
  if (!departments) return undefined;
  const [department] = await work.departments.find(departments, reach);
  return department ? await work.links.unitsOfDepartment(department.no) : [];
}
