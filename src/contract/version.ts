import { hash } from 'node:crypto';
import Type from 'typebox';
import { failureAt } from './failure.js';

/** For operations that change one thing: refuse if it is no longer as the caller saw it. */
export const ifVersion = {
  ifVersion: Type.Optional(
    Type.Array(Type.String(), {
      maxItems: 32,
      description: 'Refuse as stale unless the version of the thing is one of these.',
    }),
  ),
};

/** What the answer to one thing has beside its fields. */
export const version = {
  version: Type.String({ description: 'Differs whenever the answer differs for another reason than time.' }),
};

/** The version of what is answered: a digest of it, so that whatever differs has another one. */
export function versionOf(answer: object): string {
  return hash('sha256', JSON.stringify(answer), 'base64url').slice(0, 22);
}

/** The answer with its version. */
export function versioned<T extends object>(answer: T): T & { readonly version: string } {
  return { ...answer, version: versionOf(answer) };
}

/** Fails `stale` unless the version of the thing is one of those that the caller has seen. */
export function checkVersion(seen: readonly string[] | undefined, thing: object): void {
  if (seen !== undefined && !seen.includes(versionOf(thing)))
    throw failureAt('stale', '/ifVersion', 'stale', 'It has been changed meanwhile: read it again.');
}
