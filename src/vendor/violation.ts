import { giveOneOf } from '../contract/check.js';
import type { Violation } from '../contract/failure.js';

/**
 * A violation as a dialect tells it that has one name for each thing, and not always that of the core. `names` are its
 * names of fields of the core.
 */
export function foreignViolation(
  { path, rule, message }: Violation,
  names: Readonly<Record<string, string>>,
): Violation {
  // A name that is unknown is that of the request.
  const asSaid = rule === 'unknown_field' && path.lastIndexOf('/') === 0;
  return {
    path: asSaid ? path : foreignPath(path, names),
    rule,
    message: rule === 'required' && message.startsWith(giveOneOf) ? 'It is needed.' : message,
  };
}

function foreignPath(path: string, names: Readonly<Record<string, string>>): string {
  const [, field = ''] = path.split('/', 2);
  const named = Object.hasOwn(names, field) ? `/${names[field]}${path.slice(field.length + 1)}` : path;
  return named.replace(/\/managedDepartmentIds(?=\/|$)/, '/manageableDepartmentIds');
}
