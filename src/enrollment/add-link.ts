import { failureAt } from '../contract/failure.js';
import type { InputOf, OutputOf } from '../contract/operations.js';
import { departmentNames, groupNames } from '../contract/selection.js';
import { findNamedDepartment } from '../organization/find-department.js';
import { authorize, isAccountWide, unusableAt } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import { checkLinkTerms } from './check-link-terms.js';
import { findOpenActivity, namesCourse } from './find-activity.js';
import { notTheirs } from './find-link.js';
import { followSources } from './follow-sources.js';
import { showVersionedLink } from './link.js';

type Input = InputOf<'addLink'>;

/** Links an activity to a unit: whoever belongs to it is enrolled from now on. */
export async function addLink(work: Work, caller: Caller, input: Input): Promise<OutputOf<'addLink'>> {
  const reach = authorize(caller, 'link.create');
  await work.organization.lock();
  const { role = 'participant', below } = input;
  if (role !== 'participant' && namesCourse(input))
    throw failureAt('invalid', '/role', 'not_allowed', 'A course has participants only.');
  const department = await findNamedDepartment(work, caller, reach, departmentNames(input));
  if (below !== undefined && !department)
    throw failureAt('invalid', '/below', 'not_allowed', 'Only departments have something below.');
  const groupNo = department ? 0 : await findGroupNo(work, caller, reach, input);
  const activity = await findOpenActivity(work, input);
  const terms = await checkLinkTerms(work, input);

  await work.unitLinks.hold();
  const unitNo = department ? await work.links.departmentUnit(department.no, below ?? true) : groupNo;
  const key = { unitNo, activityNo: activity.no, role };
  const id = work.newId('link');
  const known = await work.links.find(key);
  if (known === undefined) await work.links.add(id, key, terms);
  const { begun, ended } = await followSources(work, { kind: 'unit', nos: [unitNo] });
  const created = known === undefined || known === id;
  const link = await work.links.get(known ?? id, reach);
  if (!link) throw new Error('a link that was made is not there');
  if (created) await work.events.note({ linkId: link.id, begun });
  return { link: showVersionedLink(link), created, summary: { begun, ended } };
}

async function findGroupNo(work: Work, caller: Caller, reach: Reach, input: Input): Promise<number> {
  const names = groupNames(input);
  const [group] = names ? await work.groups.find(names, reach) : [];
  const path = names?.path ?? '';
  if (!group) throw unusableAt(path, caller, 'group', names?.values[0] ?? '');
  if (!isAccountWide(caller)) throw notTheirs(path);
  return group.no;
}
