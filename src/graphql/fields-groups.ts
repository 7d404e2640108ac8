import type { InputOf } from '../contract/operations.js';
import type { Context } from './asking.js';
import { exactlyOne, given, isAbsent, readFirst, readPlace, said } from './decode.js';
import { connectionOf, pageInfoOf } from './encode.js';
import { failuresOf, idsOf, refsOf } from './fields-trainings.js';
import { usersById } from './find-users.js';
import { byKey, inGroups, inPortions, listedAtMost, type Query, wholeOf } from './load.js';
import { type ShownGroup, showGroup } from './show-group.js';
import type { Words } from './show-user.js';

type Args = Readonly<Record<string, unknown>>;
type PageAsked = { readonly first?: number | null; readonly after?: string | null };

const places = {
  groupId: '/id',
  groupRef: '/ref',
  name: '/group/name',
  ref: '/group/ref',
  kind: '/group/kind',
  rule: '/group/rule',
};

function groupInput({ isEditable, kind, ...same }: Args): Args {
  return given({ ...same, kind: wordOf(kind), editable: isEditable ?? undefined });
}

/** A word of the contract behind one that is written large. */
function wordOf(word: unknown): string | undefined {
  return typeof word === 'string' ? word.toLowerCase() : undefined;
}

export const groupQueries = {
  async group(_root: unknown, { id, ref }: { id?: string; ref?: string }, { ask }: Context) {
    exactlyOne({ id, ref }, 'id', 'ref');
    try {
      return showGroup(await ask('getGroup', said({ groupId: id, groupRef: ref })));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  async groups(_root: unknown, { kind }: Args, { ask }: Context) {
    const page = await ask('listGroups', {
      ...said({ kind: wordOf(kind) }),
      limit: listedAtMost,
    } as InputOf<'listGroups'>);
    return wholeOf(page, 'groups', 'paginatedGroups').map(showGroup);
  },
  async paginatedGroups(_root: unknown, args: Args, { ask }: Context) {
    const { q, kind, first, after, offset } = args as {
      q?: string;
      kind?: string;
      first?: number;
      after?: string;
      offset?: number;
    };
    const asked = said({
      search: q,
      kind: wordOf(kind),
      limit: readFirst(first),
      cursor: after,
      offset,
      withTotal: true,
    }) as InputOf<'listGroups'>;
    const page = await ask('listGroups', asked, { search: '/q', limit: '/first', cursor: '/after' });
    return connectionOf(page, showGroup, { after, offset });
  },
};

export const groupMutations = {
  async createGroup(_root: unknown, { group, dryRun }: { group: Args; dryRun?: boolean }, { ask }: Context) {
    const input = { ...groupInput(group), ...said({ dryRun }) } as InputOf<'addGroup'>;
    return { group: showGroup(await ask('addGroup', input, places)) };
  },
  async updateGroup(_root: unknown, args: Args, { ask }: Context) {
    const { id, ref, group, ifVersion, dryRun } = args;
    exactlyOne(args, 'id', 'ref');
    const named = said({ groupId: id, groupRef: ref, ifVersion, dryRun });
    const input = { ...groupInput(group as Args), ...named } as InputOf<'updateGroup'>;
    return { group: showGroup(await ask('updateGroup', input, places)) };
  },
  async addUsersToGroup(_root: unknown, args: Args, { ask }: Context) {
    const input = { ...said(args), mode: 'partial', tellAll: true } as InputOf<'addGroupMembers'>;
    const { outcomes } = await ask('addGroupMembers', input);
    const of = (outcome: string) => outcomes.filter((one) => one.outcome === outcome);
    return {
      addedIds: idsOf(of('changed')),
      addedRefs: refsOf(of('changed')),
      alreadyAddedIds: idsOf(of('unchanged')),
      alreadyAddedRefs: refsOf(of('unchanged')),
      ...failuresOf(args, of('failed')),
    };
  },
  async removeUsersFromGroup(_root: unknown, args: Args, { ask }: Context) {
    const input = { ...said(args), mode: 'partial', tellAll: true } as InputOf<'removeGroupMembers'>;
    const { outcomes } = await ask('removeGroupMembers', input);
    const of = (outcome: string) => outcomes.filter((one) => one.outcome === outcome);
    return {
      removedIds: idsOf(of('changed')),
      removedRefs: refsOf(of('changed')),
      alreadyRemovedIds: idsOf(of('unchanged')),
      alreadyRemovedRefs: refsOf(of('unchanged')),
      ...failuresOf(args, of('failed')),
    };
  },
  addManagersToGroup: managersOf('addGroupManagers'),
  removeManagersFromGroup: managersOf('removeGroupManagers'),
};

/** Answers by the names that were given: ids where ids were, refs where refs were. */
function managersOf(operation: 'addGroupManagers' | 'removeGroupManagers') {
  return async (_root: unknown, args: Args, { ask }: Context) => {
    const input = { ...said(args), mode: 'partial', tellAll: true } as InputOf<'addGroupManagers'>;
    const { outcomes } = await ask(operation, input);
    const done = outcomes.filter(({ outcome }) => outcome !== 'failed');
    const { failedIds, failedRefs } = failuresOf(
      args,
      outcomes.filter(({ outcome }) => outcome === 'failed'),
    );
    const byRef = args['userRefs'] !== undefined && args['userRefs'] !== null;
    return {
      response: {
        succeededIds: byRef ? refsOf(done) : idsOf(done),
        failedIds: [...failedIds, ...failedRefs],
      },
    };
  };
}

/** Members and managers of all groups of a page together. */
export function groupLoaders(words: Words) {
  const people =
    (as: 'member' | 'manager') => (queries: readonly Query<ShownGroup, PageAsked>[], context: Context) =>
      inGroups(
        queries,
        ({ obj, params }) =>
          JSON.stringify([params.first ?? null, params.after ?? null, params.after ? obj.id : '']),
        async (group) => {
          const first = readFirst(group[0]?.params.first);
          const skipped = group[0]?.params.after ? readPlace(group[0].params.after) : 0;
          const groupIds = [...new Set(group.map(({ obj }) => obj.id))];
          const perGroup = Math.min(1_000, skipped + first);
          const counts = new Map<string, number>();
          const items = await inPortions(groupIds, Math.floor(listedAtMost / perGroup), async (some) => {
            const asked = { groupIds: some, as, perGroup, limit: listedAtMost };
            const { items: found, totals = [] } = await context.ask('listGroupPeople', asked);
            for (const { groupId, total } of totals) counts.set(groupId, total);
            return found;
          });
          const users = await usersById(
            context,
            words,
            items.map(({ userId }) => userId),
          );
          const ofGroup = byKey(items, ({ groupId }) => groupId);
          return group.map(({ obj }) => {
            const mine = (ofGroup.get(obj.id) ?? []).slice(skipped);
            const count = counts.get(obj.id) ?? 0;
            const edges = mine.flatMap(({ userId }, place) => {
              const node = users.get(userId);
              return node ? [{ node, cursor: `${skipped + place + 1}` }] : [];
            });
            const hasNextPage = count > skipped + mine.length;
            return { edges, pageInfo: pageInfoOf(edges, hasNextPage, skipped > 0), count };
          });
        },
      );
  return { users: people('member'), managers: people('manager'), allUsers };

  async function allUsers(queries: readonly Query<ShownGroup>[], context: Context) {
    const groupIds = [...new Set(queries.map(({ obj }) => obj.id))];
    const all = await inPortions(groupIds, 1_000, async (some) => {
      const asked = { groupIds: some, as: 'member', limit: listedAtMost } as const;
      return wholeOf(await context.ask('listGroupPeople', asked), 'users', 'users with edges');
    });
    const userIds = all.map(({ userId }) => userId);
    const users = await usersById(context, words, userIds);
    const ofGroup = byKey(all, ({ groupId }) => groupId);
    return queries.map(({ obj }) =>
      (ofGroup.get(obj.id) ?? []).flatMap(({ userId }) => users.get(userId) ?? []),
    );
  }
}
