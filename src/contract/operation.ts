import type { Static, TSchema } from 'typebox';
import type { Permission } from './permission.js';

/**
 * One thing that a caller may ask for, in no protocol. Its name is the same word everywhere: the verb's file, the
 * REST `operationId`, the WSDL operation.
 */
export interface Operation<I extends TSchema = TSchema, O extends TSchema = TSchema> {
  readonly name: string;
  /** `true` where it may write: such an operation runs in one transaction with one audit event. */
  readonly changes: boolean;
  /** What a caller must hold; `null` where the operation itself finds out who is speaking. */
  readonly permission: Permission | null;
  readonly summary: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  /**
   * Leaves out what the rules say is not even read, before the input is checked (design rule: fields that do not
   * belong to the chosen due date policy).
   */
  readonly prepare?: (input: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

export type Input<T extends Operation> = Static<T['input']>;
export type Output<T extends Operation> = Static<T['output']>;

/** Keeps the literal schema types of one operation. */
export function operation<const N extends string, I extends TSchema, O extends TSchema>(
  definition: Operation<I, O> & { readonly name: N },
): Operation<I, O> & { readonly name: N } {
  return definition;
}
