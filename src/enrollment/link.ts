import type { countingFrom, leavingWays } from '../contract/link-terms.js';
import type { OutputOf } from '../contract/operations.js';
import type { TrainingRole } from '../contract/training-role.js';
import { versioned } from '../contract/version.js';
import type { Terms } from './terms.js';

/** What a link gives to those who come, and leaves to those who go. */
export interface LinkTermsState {
  readonly asked: Terms['asked'];
  readonly countsFrom: (typeof countingFrom)[number];
  /** Of profile_field: the field, by number and name. */
  readonly field: { readonly no: number; readonly name: string } | null;
  readonly onLeaving: (typeof leavingWays)[number];
  /** Of grace. */
  readonly graceHours: number | null;
}

type Shown = OutputOf<'listLinks'>['items'][number];

/** A link as it stands. */
export interface LinkState extends LinkTermsState {
  readonly id: string;
  readonly unitNo: number;
  readonly unitKind: Shown['unitKind'];
  readonly unitId: string;
  readonly unitRef: string | null;
  readonly unitName: string;
  /** Of a department. */
  readonly below: boolean | null;
  readonly activityNo: number;
  readonly activityKind: 'course' | 'training';
  readonly activityId: string;
  readonly activityRef: string | null;
  readonly title: string;
  readonly role: TrainingRole;
}

/** The terms as they are told. */
function showLinkTerms({ asked, countsFrom, field, onLeaving, graceHours }: LinkTermsState) {
  return { ...asked, countsFrom, countsFromField: field?.name ?? null, onLeaving, graceHours };
}

export function showLink(link: LinkState): Shown {
  const { unitNo, activityNo, asked, field, ...others } = link;
  return { ...others, ...showLinkTerms(link) };
}

export function showVersionedLink(link: LinkState): OutputOf<'getLink'> {
  return versioned(showLink(link));
}
