import type { Work } from '../work.js';
import type { Followed, Sources } from './grants.js';
import { linkTerms } from './link-terms.js';
import { releaseSeats } from './release-seats.js';

/**
 * Brings grants into line with units or offer events after those, or who belongs to them, have changed: under the
 * terms of what links them, open from now on. Whoever may not attend a session any more gives up their seat.
 */
export async function followSources(work: Work, sources: Sources): Promise<Followed> {
  const followed = await work.grants.follow(sources, async (wishes) => {
    const activityNos = [...new Set(wishes.map(({ activityNo }) => activityNo))].sort((a, b) => a - b);
    const activities = new Map((await work.activities.byNumber(activityNos)).map((one) => [one.no, one]));
    return wishes.map((wish) => ({
      activityNo: wish.activityNo,
      terms: linkTerms(wish, activities.get(wish.activityNo)?.ownPolicy, work.now, work.zone),
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

/**
 * Ends what a unit has given in an activity and gives it anew, under the terms that its link has by now; seats are kept
 * meanwhile.
 */
export async function renewSource(work: Work, unitNo: number, activityNo: number): Promise<Followed> {
  const ended = await work.grants.endAutomatic('unit', unitNo, activityNo);
  const { begun } = await followSources(work, { kind: 'unit', nos: [unitNo] });
  return { begun, ended };
}
