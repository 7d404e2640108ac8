import type { Page } from '../contract/page.js';
import type { Names } from '../contract/selection.js';
import type { TrainingRole } from '../contract/training-role.js';
import type { Reach } from '../permission/reach.js';
import type { EnrollmentState } from './enrollment.js';
import type { GrantKind } from './grant.js';
import type { Terms } from './terms.js';

/** One grant of an enrollment, past or present, with who gave and ended it. */
export interface PastGrant {
  readonly kind: GrantKind;
  readonly sourceNo: number;
  readonly terms: Terms;
  readonly dueAt: number | null;
  readonly continues: boolean;
  readonly givenAt: number;
  readonly began: Deed;
  /** Undefined while it lives. */
  readonly endedAt: number | undefined;
  readonly ended: Deed | undefined;
}

/** What an audit event says of who did something. */
export interface Deed {
  readonly eventId: string;
  readonly operation: string;
  readonly protocol: string;
  /** Undefined for the operator's command line. */
  readonly by: Doer | undefined;
}

export interface Doer {
  readonly no: number;
  readonly id: string;
  readonly ref: string | null;
  readonly managerNo: number | null;
  readonly departmentPath: string;
  /** Roles held, and `team_manager` for whoever has a team. */
  readonly roles: readonly string[];
}

export type Standing = 'not_started' | 'in_progress' | 'completed';

export interface EnrollmentFilter {
  /** Only those of these ids; left out it narrows nothing, and what is no id matches nothing. */
  readonly ids?: readonly string[] | undefined;
  /** Any of these learners; empty lists narrow nothing. */
  readonly learners: readonly Names[];
  readonly courses: readonly Names[];
  readonly active: boolean | undefined;
  /** Whether results are listed; such a list has cursors of its own. */
  readonly results?: boolean;
  /** Only those who stand so, by reported progress. */
  readonly standing?: readonly Standing[] | undefined;
  /** Epoch milliseconds. */
  readonly dueBefore: number | undefined;
  readonly dueFrom: number | undefined;
}

/** A pair as it stands after an enrollment: what an outcome says. */
export interface PairNow {
  readonly learnerNo: number;
  readonly enrollmentId: string;
  readonly learnerId: string;
  readonly learnerRef: string | null;
  readonly activityNo: number;
  /** Whether this very request enrolled it. */
  readonly mine: boolean;
}

/** What follows from the grants of one user and one course; its id stays for ever. */
export interface Enrollments {
  get(enrollmentId: string, reach: Reach): Promise<EnrollmentState | undefined>;
  /** The same, be it in a course or in a training, in whatever role. */
  getAny(enrollmentId: string, reach: Reach): Promise<EnrollmentState | undefined>;
  /** Ordered by key: stable while others insert. */
  list(
    filter: EnrollmentFilter,
    reach: Reach,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<EnrollmentState>>;
  /** All grants, past and present, newest first. */
  history(enrollmentId: string): Promise<readonly PastGrant[]>;
  /** The pairs of these learners and activities that are held directly in a role, in the order of the learners. */
  pairs(
    learnerNos: readonly number[],
    activityNos: readonly number[],
    role?: TrainingRole,
  ): Promise<readonly PairNow[]>;
}
