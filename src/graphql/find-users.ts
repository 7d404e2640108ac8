import { Failure } from '../contract/failure.js';
import type { Context } from './asking.js';
import { inPortions } from './load.js';
import { type ShownUser, showUser, type Words } from './show-user.js';

/** Users named in one request. */
const usersAtMost = 10_000;

/** The people of these ids whom the caller may read, by id: one request for as many as it takes. */
export async function usersById(
  { ask }: Context,
  words: Words,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ShownUser>> {
  const userIds = [...new Set(ids)];
  if (userIds.length === 0) return new Map();
  try {
    const users = await inPortions(
      userIds,
      usersAtMost,
      async (some) => (await ask('listUsers', { userIds: some, limit: some.length })).items,
    );
    return new Map(users.map((user) => [user.id, showUser(user, words)]));
  } catch (error) {
    // A token that reads trainings need not read people.
    if (error instanceof Failure && error.kind === 'forbidden') return new Map();
    throw error;
  }
}
