import type { OperationName, OutputOf } from '../contract/operations.js';
import type { Reply } from './reply.js';
import type { Shapes } from './shape.js';

/** Asks the core to perform an operation as whoever is speaking; texts are read as its schema says. */
export type Ask = <N extends OperationName>(operation: N, input: object) => Promise<OutputOf<N>>;

export interface Asked {
  /** What stands for a parameter of the path. */
  part(name: string): string;
  /** The vendor's fields, as they were written. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether what was made is to be answered, and not only its id. */
  readonly returnsObject: boolean;
}

/** How one call of the vendor's is spoken. Names and texts are the vendor's, irregular as they are. */
export interface Binding {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Without the prefixes. */
  readonly path: string;
  /** The operation of the core that does what is asked. */
  readonly operation: OperationName;
  /** What body and query can say. */
  readonly fields?: Shapes;
  /** Those of the fields that a header can say. */
  readonly headers?: readonly string[];
  /** What is meant where a form leaves it out. */
  readonly formUsual?: Readonly<Record<string, string>>;
  /** The vendor's names of fields of the core, for whoever has to find them in their request. */
  readonly names?: Readonly<Record<string, string>>;
  /** What is said where the thing addressed is not there; `plain`: as text and nothing more. */
  readonly absent?: { readonly text: string; readonly plain?: boolean };
  /** The field of the core that the path fills, where it is one of several: what it names is not there, then. */
  readonly addressed?: string;
  perform(asked: Asked, ask: Ask): Promise<Reply>;
}

/** Only the fields that were given, under the names of the core. */
export function renamed(
  fields: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const given = Object.entries(names).flatMap(([vendor, core]): [string, unknown][] =>
    fields[vendor] === undefined ? [] : [[core, fields[vendor]]],
  );
  return Object.fromEntries(given);
}

/** Filters that were given, under the names of the core: an empty list narrows nothing. */
export function narrowing(
  fields: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const all = Object.entries(renamed(fields, names));
  return Object.fromEntries(all.filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}
