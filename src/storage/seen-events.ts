import { type Fragment, raw, sql } from './sql.js';

/** The statuses of enrollments in events, as stored, that take a seat or wait for one. */
export const ENROLLED = 0;
export const WAITLISTED = 1;

/**
 * The condition that this learner sees event `v` of offer `o`: it is published and neither is archived, or the learner is
 * enrolled in it or waits.
 */
export function seenEvents(ofLearner: number | undefined): Fragment {
  if (ofLearner === undefined) return raw('1 = 1');
  return sql`((v.published = 1 AND v.archived = 0 AND o.archived_at IS NULL)
    OR EXISTS (SELECT 1 FROM offer_event_enrollments me
      WHERE me.event_no = v.no AND me.user_no = ${ofLearner} AND me.status IN (${ENROLLED}, ${WAITLISTED})))`;
}
