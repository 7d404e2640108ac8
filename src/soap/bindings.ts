import type { Binding } from './binding.js';
import { contentBindings } from './bindings-content.js';
import { departmentBindings } from './bindings-departments.js';
import { enrollmentBindings } from './bindings-enrollments.js';
import { groupBindings } from './bindings-groups.js';
import { outcomeBindings } from './bindings-outcomes.js';
import { ownBindings } from './bindings-own.js';
import { trainingBindings } from './bindings-trainings.js';
import { userBindings } from './bindings-users.js';

const vendorsOwn: readonly Binding[] = [
  ...enrollmentBindings,
  ...outcomeBindings,
  ...trainingBindings,
  ...userBindings,
  ...departmentBindings,
  ...groupBindings,
  ...contentBindings,
];

/** Every operation that is spoken in SOAP, in the order of the WSDL: every one of the core. */
export const bindings: readonly Binding[] = [...vendorsOwn, ...ownBindings(vendorsOwn)];

const byElement: ReadonlyMap<string, Binding> = new Map(
  bindings.map((binding) => [`${binding.name}Request`, binding]),
);

/** The binding whose request element has this local name. */
export function bindingOf(element: string): Binding | undefined {
  return byElement.get(element);
}
