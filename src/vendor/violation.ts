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

/** The first name of a path, and that of a field of an entry, are said as the dialect has them. */
function foreignPath(path: string, names: Readonly<Record<string, string>>): string {
  const foreign = (name: string) => (Object.hasOwn(names, name) ? (names[name] ?? name) : name);
  return path
    .replace(/^\/([^/]+)/, (_, field) => `/${foreign(field)}`)
    .replace(/^(\/[^/]+\/\d+\/)([^/]+)/, (_, entry, field) => entry + foreign(field))
    .replace(/\/managedDepartmentIds(?=\/|$)/, '/manageableDepartmentIds');
}
