/** One request in plain words, as any protocol could say it. Operations have the names of the legacy contract. */
export interface Case {
  readonly operation:
    | 'EnrollLearnersInCourses'
    | 'GetEnrollment'
    | 'GetEnrollments'
    | 'ListEnrollments'
    | 'ChangeEnrollment'
    | 'Unenroll';
  /** Ref of who asks; null: without credentials. */
  readonly as: string | null;
  readonly input: Input;
}

export type Scalar = string | number | boolean;

/** Fields by the name that the contract has for them; an enrollment by its id, or by the refs of its pair. */
export interface Input {
  readonly enrollmentId?: string | Pair;
  readonly learnerIds?: readonly string[];
  readonly courseIds?: readonly string[];
  readonly accessDate?: Scalar;
  readonly dueDateType?: Scalar;
  readonly dueDate?: Scalar;
  readonly duePeriod?: Scalar;
  readonly lockAfterDueDate?: Scalar;
  readonly limit?: Scalar;
  readonly cursor?: Scalar;
  /** Belongs to no operation. */
  readonly nonsense?: Scalar;
}

export interface Pair {
  readonly learner: string;
  readonly course: string;
}

/** The input as it goes out: pairs are ids by now. */
export type Sent = Omit<Input, 'enrollmentId'> & { readonly enrollmentId?: string };

/** What came of it, in the words of the contract. */
export interface Facts {
  readonly decision: string;
  /** `path rule` of every violation, sorted. */
  readonly violations?: readonly string[];
  /** Where a protocol has room for the place of one violation only, instead of them: that place, if it is told. */
  readonly place?: string;
  /** What a read told. */
  readonly enrollments?: readonly EnrollmentFacts[];
  readonly nextCursor?: string | null;
}

/** As much of an enrollment as every protocol tells; days in the zone of the account. */
export interface EnrollmentFacts {
  readonly id: string;
  readonly learnerId: string;
  readonly courseId: string;
  readonly accessDay: string;
  readonly dueDay: string | null;
  readonly locks: boolean;
}

export const done: Facts = { decision: 'done' };

/** A refusal with these violations, each `path rule`. */
export function refused(decision: string, ...violations: readonly string[]): Facts {
  return { decision, violations: [...violations].sort() };
}
