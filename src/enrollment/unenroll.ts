import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { settleFailures } from './failed.js';
import { directGrant, heldOtherwise, linksOf, momentAfter } from './hold-enrollment.js';
import { releaseSeats } from './release-seats.js';
import { checkSelection, selectEnrollments } from './select-enrollments.js';
import { Tally } from './tally.js';

/** Ends direct grants; what else holds an enrollment up is told, not touched. */
export async function unenroll(
  work: Work,
  caller: Caller,
  input: InputOf<'unenroll'>,
): Promise<OutputOf<'unenroll'>> {
  checkSelection(input, work);
  const reach = authorize(caller, 'enrollment.delete');
  const tally = new Tally<'unenrolled'>();
  const ended: string[] = [];
  for await (const { held, missing, moreMissing, placeOf } of selectEnrollments(
    work,
    caller,
    reach,
    input,
    tally.failures,
  )) {
    // Somebody may have enrolled again since an earlier attempt of this request ended what it was to end.
    const direct = held.filter((one) => directGrant(one) && !one.endedByMe);
    for (const one of held) {
      const links = linksOf(one, work.zone);
      if (directGrant(one) || one.endedByMe) tally.tell('unenrolled', one, links);
      else if (links.length > 0) tally.fail(one, placeOf(one), heldOtherwise, links);
      else tally.tell('not_enrolled', one);
    }
    tally.missing(missing, moreMissing);
    settleFailures(tally.failures, input.mode);
    if (direct.length > 0) {
      await work.grants.end(direct, momentAfter(work.now, direct));
      await releaseSeats(
        work,
        direct.map((one) => one.userNo),
      );
    }
    if (ended.length < 100) ended.push(...direct.slice(0, 100 - ended.length).map((one) => one.id));
  }
  settleFailures(tally.failures, input.mode);
  await work.events.note({ enrollmentIds: ended, unenrolled: tally.done });
  return {
    summary: { unenrolled: tally.done, notEnrolled: tally.notEnrolled, failed: tally.failures.length },
    ...tally.answer(),
  };
}
