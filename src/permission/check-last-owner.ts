import { failureAt } from '../contract/failure.js';
import type { Work } from '../work.js';
import type { PersonNamed } from './check-rank.js';

/**
 * Fails `conflict`, at the place of the last of them, where the account would have no active owner left without these
 * people; an account that has none is left alone. To be called before they are made inactive, deleted, or lose the role.
 */
export async function checkLastOwner(
  work: Pick<Work, 'roles'>,
  leaving: readonly PersonNamed[],
): Promise<void> {
  const held = await work.roles.heldBy(leaving.map((person) => person.no));
  if (!held.some((role) => role.role === 'owner')) return;
  const owners = await work.roles.lockOwners();
  const places = new Map(leaving.map((person) => [person.no, person.path]));
  if (owners.length === 0 || owners.some((no) => !places.has(no))) return;
  const path = places.get(owners.at(-1) ?? 0) ?? '';
  throw failureAt('conflict', path, 'last_owner', 'The account keeps at least one active owner.');
}
