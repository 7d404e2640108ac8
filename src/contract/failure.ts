/** What went wrong, in no protocol. Each dialect maps kinds to its own wire in one total table. */
export type FailureKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'absent'
  | 'conflict'
  | 'stale'
  | 'too_large'
  | 'too_many'
  | 'unavailable'
  | 'broken';

const kinds = {
  invalid: 'invalid',
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  absent: 'absent',
  conflict: 'conflict',
  stale: 'stale',
  too_large: 'too_large',
  too_many: 'too_many',
  unavailable: 'unavailable',
  broken: 'broken',
  idempotency_key_in_use: 'conflict',
  idempotency_key_reused: 'invalid',
} as const satisfies Record<string, FailureKind>;

/** The closed list of codes that callers may meet, over every protocol. */
export type FailureCode = keyof typeof kinds;

export const failureCodes = Object.keys(kinds) as readonly FailureCode[];

/** The kind of a code; dialects choose their wire form by it. */
export function kindOf(code: FailureCode): FailureKind {
  return kinds[code];
}

/** Violations that one answer tells at most, as many as a list of outcomes has: no answer grows without bound. */
export const violationsTold = 1_000;

/** One broken rule and its place: a JSON pointer (RFC 6901) into the plain input of the operation. */
export interface Violation {
  readonly path: string;
  /** The rule's name, a lower-case word: `required`, `unknown`, `date`, `max_items`… */
  readonly rule: string;
  readonly message: string;
}

/** A reason other than a direct grant for which somebody stays enrolled. */
export interface LinkedVia {
  readonly kind: 'unit' | 'qualification' | 'rule' | 'offer_event' | 'registration';
  /** When that grant began. */
  readonly since: string;
  /** Of the group or offer event, for callers who may see it. */
  readonly id?: string;
  readonly ref?: string | null;
  readonly name?: string;
}

/** Further facts that are safe to show to the caller. */
export interface FailureDetails {
  readonly violations?: readonly Violation[];
  readonly linkedVia?: readonly LinkedVia[];
  /** Whole seconds after which another try makes sense. */
  readonly retryAfter?: number;
  /** For the log only; no encoder reads it. */
  readonly cause?: unknown;
}

/** The one error that the core throws on purpose. Message and details may be shown; the cause may not. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly violations: readonly Violation[];
  readonly linkedVia: readonly LinkedVia[];
  readonly retryAfter: number | undefined;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Failure';
    this.code = code;
    this.violations = details.violations ?? [];
    this.linkedVia = details.linkedVia ?? [];
    this.retryAfter = details.retryAfter;
  }

  get kind(): FailureKind {
    return kindOf(this.code);
  }
}

/** A failure about exactly one place of the input. */
export function failureAt(code: FailureCode, path: string, rule: string, message: string): Failure {
  return new Failure(code, message, { violations: [{ path, rule, message }] });
}

/** Escapes one reference token of a JSON pointer (RFC 6901, section 3). */
export function pointer(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
