import type { InputOf, OutputOf } from '../contract/operations.js';
import { checkVersion } from '../contract/version.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkLinkTerms } from './check-link-terms.js';
import { findLink, holdLink } from './find-link.js';
import { renewSource } from './follow-sources.js';
import { showLink, showVersionedLink } from './link.js';

/** Gives a link other terms; what it has given goes on under them. */
export async function updateLink(
  work: Work,
  caller: Caller,
  input: InputOf<'updateLink'>,
): Promise<OutputOf<'updateLink'>> {
  const reach = authorize(caller, 'link.update');
  const before = await holdLink(work, caller, reach, input.linkId);
  const noted = await work.events.noted();
  if (noted) {
    const summary = { begun: Number(noted['begun']), ended: Number(noted['ended']) };
    return { link: showVersionedLink(before), summary };
  }
  checkVersion(input.ifVersion, showLink(before));
  const terms = await checkLinkTerms(work, input, before);
  const { asked, countsFrom, field, onLeaving, graceHours } = before;
  const given = { asked, countsFrom, field };
  const { onLeaving: leaving, graceHours: grace, ...giving } = terms;
  const isGivenAnew = JSON.stringify(giving) !== JSON.stringify(given);
  const isLeftAnew = leaving !== onLeaving || grace !== graceHours;
  if (isGivenAnew || isLeftAnew) await work.links.change(before, terms);
  const summary = isGivenAnew
    ? await renewSource(work, before.unitNo, before.activityNo)
    : { begun: 0, ended: 0 };
  if (isGivenAnew || isLeftAnew) await work.events.note({ linkId: before.id, ...summary });
  return { link: showVersionedLink(await findLink(work, reach, before.id)), summary };
}
