import { Failure } from '../contract/failure.js';
import type { Context } from './asking.js';
import { type ShownUser, showUser, type Words } from './show-user.js';

/** The people of these ids whom the caller may read, by id: one request for all of them. */
export async function usersById(
  { ask }: Context,
  words: Words,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ShownUser>> {
  const userIds = [...new Set(ids)];
  if (userIds.length === 0) return new Map();
  try {
    const { items } = await ask('listUsers', { userIds, limit: Math.min(10_000, userIds.length) });
    return new Map(items.map((user) => [user.id, showUser(user, words)]));
  } catch (error) {
    // A token that reads trainings need not read people.
    if (error instanceof Failure && error.kind === 'forbidden') return new Map();
    throw error;
  }
}
