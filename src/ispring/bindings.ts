import type { Binding } from './binding.js';
import { enrollmentBindings } from './bindings-enrollment.js';

/** Every call of the vendor's that does something here, by the families of its documentation. */
export const bindings: readonly Binding[] = [...enrollmentBindings];
