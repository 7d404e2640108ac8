import type { Violation } from '../contract/failure.js';
import type { OutputOf } from '../contract/operations.js';

/** One role of the list `roles`: a word or the id of a role, and the departments where it says them itself. */
export interface SaidRole {
  readonly role: string;
  readonly departments: readonly string[] | undefined;
}

/** A value of the profile: by `field` with name and value, or by an element of the name of the field. */
export interface SaidValue {
  readonly name: string;
  /** Undefined where the value is empty: it is taken away. */
  readonly value: string | undefined;
}

/** One `rule` of the request, its parts as they were said. */
export interface SaidCriterion {
  readonly attributeType: string | undefined;
  readonly attributeId: string | undefined;
  readonly operator: string | undefined;
  readonly value: string | undefined;
}

/** All `and` hold together; of the `or` inside one, any will do; each holds the `rule` that stands in it. */
export type SaidRule = readonly (readonly (readonly SaidCriterion[])[])[];

/** What the elements say that are no field of the core one to one, by the names of the elements. */
export interface Said {
  readonly texts: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly roles: readonly SaidRole[];
  readonly values: readonly SaidValue[];
  readonly rule: SaidRule | undefined;
}

export type Input = Readonly<Record<string, unknown>>;

/** Fields of the input, and what is wrong with what was to become fields. */
export interface Shaped {
  readonly input: Input;
  readonly violations: readonly Violation[];
}

/** What of the account has to be known to understand some requests. */
export interface Known {
  /** Undefined where nobody had to ask, or the caller may not. */
  readonly listProfileFields?: OutputOf<'listProfileFields'> | undefined;
}
