import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { holdLink } from './find-link.js';
import { followSources } from './follow-sources.js';
import { showLink } from './link.js';

/** Unlinks an activity from a unit: what the link has given ends. */
export async function removeLink(
  work: Work,
  caller: Caller,
  input: InputOf<'removeLink'>,
): Promise<OutputOf<'removeLink'>> {
  const reach = authorize(caller, 'link.delete');
  const noted = await work.events.noted();
  if (typeof noted?.['linkId'] === 'string')
    return { linkId: noted['linkId'], summary: { begun: 0, ended: Number(noted['ended']) } };
  const link = await holdLink(work, caller, reach, input.linkId);
  checkVersion(input.ifVersion, showLink(link));
  await work.links.remove(link);
  const summary = await followSources(work, {
    kind: 'unit',
    nos: [link.unitNo],
    unlinked: [link.activityNo],
  });
  await work.links.retire([link.unitNo]);
  await work.events.note({ linkId: link.id, unit: link.unitId, activity: link.activityId, ...summary });
  return { linkId: link.id, summary };
}
