import type { Application } from '../src/compose.js';
import { Failure } from '../src/contract/failure.js';
import type { OperationName, OutputOf } from '../src/contract/operations.js';
import type { Circumstances } from '../src/gateway.js';
import { type Caller, operator } from '../src/permission/caller.js';
import type { TestApplication } from './application.js';

type Asking = Partial<Circumstances> & { readonly caller?: Caller };

/** Asks the gateway, past every protocol; as the operator unless another caller is given. */
export async function ask<N extends OperationName>(
  application: Pick<Application, 'gateway'> | TestApplication,
  name: N,
  input: unknown,
  { caller = operator, ...circumstances }: Asking = {},
): Promise<OutputOf<N>> {
  const { gateway } = 'application' in application ? application.application : application;
  const asked = { protocol: 'test', requestId: null, ...circumstances };
  return (await gateway.perform(name, caller, input, asked)).output;
}

/** The failure that a piece of work ends with. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}
