import type { InputOf, OutputOf } from '../contract/operations.js';
import { authorize } from '../permission/authorize.js';
import { type Caller, highestRole } from '../permission/caller.js';
import { type Reach, reaches } from '../permission/reach.js';
import type { Work } from '../work.js';
import { showEnrollment } from './enrollment.js';
import type { Deed, PastGrant } from './enrollments.js';
import { winner } from './grant.js';
import { writeInstant } from './instant.js';
import { nameSources } from './name-sources.js';
import { unknownEnrollment } from './unknown-enrollment.js';

type Explanation = OutputOf<'explainEnrollment'>;

/** Every grant of an enrollment, past and present: who gave it, when, and which one sets the due date. */
export async function explainEnrollment(
  work: Work,
  caller: Caller,
  input: InputOf<'explainEnrollment'>,
): Promise<Explanation> {
  const reach = authorize(caller, 'enrollment.read');
  const state = await work.enrollments.getAny(input.enrollmentId, reach);
  if (!state) throw unknownEnrollment();
  const grants = await work.enrollments.history(state.id);
  const holding = winner(grants.filter((grant) => grant.endedAt === undefined));
  const occurrences = countOccurrences(grants);
  const names = await nameSources(work, caller, grants);
  return {
    enrollment: { ...showEnrollment(state, work.now, work.zone), kind: state.kind, role: state.role },
    grants: grants.map((grant, place) => ({
      ...show(grant, reach, work.zone),
      via: names(grant) ?? null,
      occurrence: occurrences[place] ?? 1,
      setsDueDate: grant === holding,
    })),
  };
}

/** Which occurrence each grant belongs to; grants come newest first, a direct one that does not continue begins one. */
function countOccurrences(grants: readonly PastGrant[]): readonly number[] {
  let occurrence = 0;
  return grants
    .toReversed()
    .map((grant) => {
      if (occurrence === 0 || (grant.kind === 'direct' && !grant.continues)) occurrence += 1;
      return occurrence;
    })
    .toReversed();
}

function show(grant: PastGrant, reach: Reach, zone: string) {
  const { terms, began, ended } = grant;
  const at = (instant: number) => writeInstant(instant, zone);
  return {
    kind: grant.kind,
    live: grant.endedAt === undefined,
    givenAt: at(grant.givenAt),
    givenBy: doer(began, reach),
    givenOver: began.protocol,
    givenBecause: began.operation,
    eventId: began.eventId,
    accessAt: at(terms.accessAt),
    dueAt: terms.dueAt === null ? null : at(terms.dueAt),
    dueDateType: terms.asked.dueDateType,
    askedDueDate: terms.asked.dueDate,
    askedDuePeriod: terms.asked.duePeriod,
    lockAfterDueDate: terms.lockAfterDueDate,
    endedAt: grant.endedAt === undefined ? null : at(grant.endedAt),
    endedBy: ended ? doer(ended, reach) : null,
    endedBecause: ended?.operation ?? null,
    endEventId: ended?.eventId ?? null,
  };
}

/** Somebody out of the caller's scope is named by role only. */
function doer({ by }: Deed, reach: Reach): Explanation['grants'][number]['givenBy'] {
  if (!by) return null;
  const role = highestRole(by.roles);
  return reaches(reach, by) ? { userId: by.id, userRef: by.ref, role } : { role };
}
