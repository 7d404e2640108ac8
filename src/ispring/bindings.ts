import type { Binding } from './binding.js';
import { contentBindings } from './bindings-content.js';
import { departmentBindings } from './bindings-department.js';
import { enrollmentBindings } from './bindings-enrollment.js';
import { groupBindings } from './bindings-group.js';
import { resultBindings } from './bindings-result.js';
import { trainingBindings } from './bindings-training.js';
import { userBindings } from './bindings-user.js';
import { usersBindings } from './bindings-users.js';

/** Every call of the vendor's that does something here, by the families of its documentation. */
export const bindings: readonly Binding[] = [
  ...enrollmentBindings,
  ...trainingBindings,
  ...userBindings,
  ...usersBindings,
  ...departmentBindings,
  ...groupBindings,
  ...contentBindings,
  ...resultBindings,
];
