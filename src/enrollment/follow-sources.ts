import type { Work } from '../work.js';
import type { Followed, Sources } from './grants.js';
import { releaseSeats } from './release-seats.js';
import { decideTerms, ownTermsFrom } from './terms.js';

/**
 * Brings grants into line with units or offer events after those, or who belongs to them, have changed: under each
 * activity's own policy, open from now on. Whoever may not attend a session any more gives up their seat.
 */
export async function followSources(work: Work, sources: Sources): Promise<Followed> {
  const asked = ownTermsFrom(work.now, work.zone);
  const followed = await work.grants.follow(sources, async (activityNos) => {
    const activities = await work.activities.byNumber(activityNos);
    return activities.map(({ no, ownPolicy }) => ({
      activityNo: no,
      terms: decideTerms(asked, ownPolicy),
      givenAt: work.now,
      continues: false,
    }));
  });
  if (followed.ended > 0) await releaseSeats(work, sources.userNos);
  return followed;
}

/**
 * The same of all units and events: after what was archived takes people again, and after loads. `unlinked`: what is no
 * longer linked to some unit or event.
 */
export async function followEverything(
  work: Work,
  unlinked: { readonly [K in Sources['kind']]?: readonly number[] } = {},
): Promise<void> {
  for (const kind of ['unit', 'offer_event'] as const)
    await followSources(work, { kind, unlinked: unlinked[kind] ?? [] });
}
