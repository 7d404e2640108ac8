import { Failure } from './failure.js';
import { quoted } from './quoted.js';
import type { Names } from './selection.js';

/**
 * The one thing that is addressed is unknown or out of the caller's sight: the same words for both, with the place and
 * the name that was given, so that a misspelt ref is found at a glance.
 */
export function noSuch(kind: string, names: Names | undefined): Failure {
  if (!names) return new Failure('absent', `There is no such ${kind}.`);
  const { by, path, values } = names;
  const message = `There is no ${kind} ${by === 'id' ? 'of this id' : quoted(values[0] ?? '')}.`;
  return new Failure('absent', `There is no such ${kind}.`, {
    violations: [{ path, rule: 'unknown', message }],
  });
}
