import type { Operation } from '../contract/operation.js';
import { type InputOf, type OperationName, operations } from '../contract/operations.js';
import type { Context } from './asking.js';
import { readArguments } from './decode.js';
import { shown } from './encode.js';

type Resolver = (
  root: unknown,
  args: Readonly<Record<string, unknown>>,
  context: Context,
) => Promise<unknown>;

/** Operations whose name has a form of Pluvo's, which does the same. */
export const foreignForms: ReadonlySet<OperationName> = new Set([
  'createTraining',
  'updateTraining',
  'addUsersToTraining',
  'removeUsersFromTraining',
  'updateUser',
  'updateGroup',
  'createOffer',
  'updateOffer',
  'archiveOffers',
  'createOfferEvent',
  'updateOfferEvent',
  'archiveOfferEvents',
  'deleteOfferEvent',
]);

/** A field for every other operation of the core: arguments are its input, the answer is its output. */
export function plainFields(kind: 'Query' | 'Mutation'): Readonly<Record<string, Resolver>> {
  const names = (Object.keys(operations) as OperationName[]).filter(
    (name) => operations[name].changes === (kind === 'Mutation') && !foreignForms.has(name),
  );
  return Object.fromEntries(names.map((name) => [name, resolverOf(name)]));
}

function resolverOf(name: OperationName): Resolver {
  const operation: Operation = operations[name];
  return async (_root, args, { ask }) => {
    const input = name === 'loadOrganization' ? organizationOf(args) : readArguments(operation, args);
    return shown(operation.output as object, await ask(name, input as InputOf<typeof name>));
  };
}

/** The file is one argument: names inside of it are its own. */
function organizationOf({ organization, dryRun }: Readonly<Record<string, unknown>>): object {
  const file = typeof organization === 'object' && organization !== null ? organization : {};
  return { ...file, ...(dryRun === true && { dryRun }) };
}
