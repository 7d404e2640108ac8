import { grantKindNumber } from '../enrollment/grant.js';
import type { Sources } from '../enrollment/grants.js';

/** How the database tells who should hold what: links `l` of sources to activities, and their people `p`. */
export interface Justified {
  /** The kinds of grants that come of it. */
  readonly kinds: string;
  readonly links: string;
  /** The column that names the source, in both tables. */
  readonly source: string;
  readonly kind: string;
  readonly role: string;
  readonly people: string;
  readonly holds: string;
  /** What grants that begin get, of links `l`, people `p` and users `u`. */
  readonly terms: string;
  /** What becomes of grants of those who leave, of links `l`. */
  readonly leaving: string;
}

const number = grantKindNumber;

/** Who should hold what, by what it comes from. */
export const justified: Readonly<Record<Sources['kind'], Justified>> = {
  unit: {
    kinds: `${number('unit')}, ${number('qualification')}, ${number('rule')}`,
    links: 'unit_activities',
    source: 'unit_no',
    kind: 'l.grant_kind',
    role: 'l.role',
    people: 'unit_members p',
    holds: '1 = 1',
    terms: `l.policy, l.asked_due_date, l.asked_due_period, l.asked_lock,
      CASE WHEN l.counts_from = 1 THEN p.joined_at END AS from_at,
      CASE l.counts_from WHEN 2 THEN u.added_date WHEN 3 THEN (SELECT f.value FROM profile_values f
        WHERE f.user_no = p.user_no AND f.field_no = l.counts_from_field) END AS from_day`,
    leaving: 'l.leaving, l.grace_hours',
  },
  offer_event: {
    kinds: `${number('offer_event')}`,
    links: 'offer_event_activities',
    source: 'event_no',
    kind: `${number('offer_event')}`,
    role: '0',
    people: 'offer_event_enrollments p',
    holds: 'p.status = 0',
    terms: `1 AS policy, NULL AS asked_due_date, NULL AS asked_due_period, NULL AS asked_lock, NULL AS from_at,
      NULL AS from_day`,
    leaving: '0 AS leaving, NULL AS grace_hours',
  },
};
