import { Failure, type FailureCode, type LinkedVia, pointer, violationsTold } from '../contract/failure.js';
import { isUuid } from '../contract/identifier.js';
import type { NamedBy, Names } from '../contract/selection.js';

/** One learner, course or enrollment of the input that cannot be acted on. */
export interface Failed {
  readonly code: FailureCode;
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly linkedVia?: readonly LinkedVia[];
  readonly outcome: FailedOutcome;
}

/** How a failure stands in a list of outcomes, with the name that the caller gave. */
export interface FailedOutcome {
  readonly outcome: 'failed';
  readonly enrollmentId: string | null;
  readonly learnerId?: string;
  readonly learnerRef?: string | null;
  readonly learnerEmail?: string;
  readonly learnerLogin?: string;
  readonly courseId?: string;
  readonly courseRef?: string | null;
  readonly code: FailureCode;
  readonly path: string;
  readonly message: string;
  readonly linkedVia?: LinkedVia[];
}

type Cause = Omit<Failed, 'outcome'>;

/** A failure of the named thing at this place of its list. */
export function failedName(
  kind: 'learner' | 'course' | 'enrollment',
  names: Names,
  place: number,
  cause: { readonly code: FailureCode; readonly rule: string; readonly message: string },
): Failed {
  const path = names.path + pointer(place);
  return failed({ ...cause, path }, named(kind, names.by, names.values[place] ?? ''));
}

/** A failure with its outcome; `facts` say which thing failed. */
export function failed(cause: Cause, facts: Partial<FailedOutcome>): Failed {
  const { code, path, message, linkedVia } = cause;
  const links = linkedVia ? { linkedVia: [...linkedVia] } : {};
  return {
    ...cause,
    outcome: { outcome: 'failed', enrollmentId: null, ...facts, code, path, message, ...links },
  };
}

function named(
  kind: 'learner' | 'course' | 'enrollment',
  by: NamedBy,
  value: string,
): Partial<FailedOutcome> {
  if (by === 'email') return { learnerEmail: value };
  if (by === 'login') return { learnerLogin: value };
  // Where an id was asked for, another text was looked up as a ref; an id in an answer is a UUID in lower case.
  const id = by === 'id' && isUuid(value) ? value.toLowerCase() : undefined;
  if (kind === 'enrollment') return { enrollmentId: id ?? null };
  if (kind === 'learner') return id ? { learnerId: id } : { learnerRef: value };
  return id ? { courseId: id } : { courseRef: value };
}

/** Permission before the rest: a caller learns nothing about what is beyond their reach. */
const gravity: readonly FailureCode[] = ['forbidden', 'absent', 'invalid', 'conflict'];

/** In atomic mode (the default) any failure refuses the whole request; in partial mode failures are reported. */
export function settleFailures(
  failures: readonly Omit<Failed, 'outcome'>[],
  mode: 'atomic' | 'partial' | undefined,
): void {
  if (failures.length === 0 || mode === 'partial') return;
  const code = gravity.find((one) => failures.some((failure) => failure.code === one)) ?? 'invalid';
  const gravest = failures.filter((failure) => failure.code === code);
  const [first] = gravest;
  throw new Failure(code, first?.message ?? 'The request was refused.', {
    violations: gravest.slice(0, violationsTold).map(({ path, rule, message }) => ({ path, rule, message })),
    linkedVia: gravest.flatMap((failure) => failure.linkedVia ?? []).slice(0, violationsTold),
  });
}
