import type { OutputOf } from '../contract/operations.js';
import type { Context } from './asking.js';
import { enumWord, readFirst, readPlace } from './decode.js';
import { pageInfoOf } from './encode.js';
import type { ShownTraining } from './fields-trainings.js';
import { usersById } from './find-users.js';
import { byKey, inGroups, inPortions, listedAtMost, type Query, wholeOf } from './load.js';
import { showGroup } from './show-group.js';
import type { ShownUser, Words } from './show-user.js';

type Participation = OutputOf<'listParticipations'>['items'][number];
type PageAsked = { readonly first?: number | null; readonly after?: string | null };
type Of<P = object> = readonly Query<ShownTraining, P>[];

/** What trainings have beside themselves, for all trainings of a page together. */
export function trainingLoaders(words: Words) {
  const people = (role: 'participant' | 'trainer' | 'mentor') => (queries: Of<PageAsked>, context: Context) =>
    inGroups(
      queries,
      // A page that goes on where another ended is one of one training.
      ({ obj, params }) =>
        JSON.stringify([params.first ?? null, params.after ?? null, params.after ? obj.id : '']),
      async (group) => {
        const first = readFirst(group[0]?.params.first);
        const after = group[0]?.params.after;
        return after
          ? [await pageOf(group[0]?.obj.id ?? '', role, first, after, context, words)]
          : await firstPages(
              group.map(({ obj }) => obj.id),
              role,
              first,
              context,
              words,
            );
      },
    );
  const own =
    <T>(show: (mine: readonly Participation[]) => T) =>
    (queries: Of, context: Context) =>
      inGroups(
        queries,
        ({ obj }) => obj.viewer ?? '',
        async (group) => {
          const all = await participationsOf(
            group[0]?.obj.viewer,
            group.map(({ obj }) => obj.id),
            context,
          );
          const ofTraining = byKey(all, ({ trainingId }) => trainingId);
          return group.map(({ obj }) => show(ofTraining.get(obj.id) ?? []));
        },
      );
  return {
    participants: people('participant'),
    trainers: people('trainer'),
    mentors: people('mentor'),
    async users(queries: Of, context: Context) {
      const trainingIds = [...new Set(queries.map(({ obj }) => obj.id))];
      const all = await inPortions(trainingIds, 1_000, async (some) =>
        wholeOf(
          await context.ask('listParticipations', {
            trainingIds: some,
            roles: ['participant'],
            limit: listedAtMost,
          }),
          'users',
          'participants',
        ),
      );
      const users = await usersById(
        context,
        words,
        all.map(({ userId }) => userId),
      );
      const ofTraining = byKey(all, ({ trainingId }) => trainingId);
      return queries.map(({ obj }) =>
        (ofTraining.get(obj.id) ?? []).flatMap(({ userId }) => users.get(userId) ?? []),
      );
    },
    async groups(queries: Of, { ask }: Context) {
      const trainingIds = [...new Set(queries.map(({ obj }) => obj.id))];
      const items = await inPortions(trainingIds, 1_000, async (some) =>
        wholeOf(
          await ask('listTrainingGroups', { trainingIds: some, limit: listedAtMost }),
          'links of groups',
          'listTrainingGroups',
        ),
      );
      const linked = byKey(items, ({ trainingId }) => trainingId);
      return queries.map(({ obj }) =>
        (linked.get(obj.id) ?? []).map(({ groupId, groupRef, ...group }) =>
          showGroup({ ...group, id: groupId, ref: groupRef }),
        ),
      );
    },
    async rolesForCurrentUser(queries: Of, context: Context) {
      const all = await participationsOf(
        undefined,
        queries.map(({ obj }) => obj.id),
        context,
      );
      const ofTraining = byKey(all, ({ trainingId }) => trainingId);
      return queries.map(({ obj }) => rolesOf(ofTraining.get(obj.id) ?? []));
    },
    progress: own((mine) => mine[0]?.progress ?? null),
    nextEvent: own((mine) => mine[0]?.nextEventAt ?? null),
    userData: own((mine) => {
      const [one] = mine;
      if (!one) return null;
      const { progress, completedAt, nextEventAt: nextEvent } = one;
      return {
        progress,
        completedAt,
        nextEvent,
        mayStart: mine.some(({ mayStart }) => mayStart),
        roles: rolesOf(mine),
      };
    }),
  };
}

function rolesOf(mine: readonly Participation[]): string[] {
  return mine.map(({ role }) => enumWord(role));
}

/** What somebody is in these trainings: whoever asks, or the viewer, an id or `ref …`. */
async function participationsOf(
  viewer: string | undefined,
  ids: readonly string[],
  { ask, caller }: Context,
) {
  const trainingIds = [...new Set(ids)];
  const userIds = viewer?.startsWith('ref ') ? undefined : [viewer ?? (await caller()).userId];
  const who = userIds ? { userIds } : { userRefs: [viewer?.slice(4) ?? ''] };
  return await inPortions(
    trainingIds,
    1_000,
    async (some) =>
      (await ask('listParticipations', { trainingIds: some, ...who, limit: listedAtMost })).items,
  );
}

function node(one: Participation, user: ShownUser | undefined) {
  return {
    isActive: user?.isActive ?? null,
    archived: user?.archived ?? null,
    email: user?.email ?? null,
    name: user?.name ?? null,
    firstName: user?.firstName ?? null,
    lastName: user?.lastName ?? null,
    language: user?.language ?? null,
    id: one.userId,
    ref: one.userRef,
    user: user ?? null,
    role: enumWord(one.role),
    progress: one.progress,
    completedAt: one.completedAt,
    nextEvent: one.nextEventAt,
    mayStart: one.mayStart,
    enrollmentId: one.enrollmentId,
  };
}

async function firstPages(
  ids: readonly string[],
  role: Participation['role'],
  first: number,
  context: Context,
  words: Words,
) {
  const trainingIds = [...new Set(ids)];
  // Cursors of these pages are places in the list of one training.
  const counts = new Map<string, number>();
  const items = await inPortions(trainingIds, Math.floor(listedAtMost / first), async (some) => {
    const { items: found, totals = [] } = await context.ask('listParticipations', {
      trainingIds: some,
      roles: [role],
      perTraining: first,
      limit: listedAtMost,
    });
    for (const { trainingId, total } of totals) counts.set(trainingId, total);
    return found;
  });
  const users = await usersById(
    context,
    words,
    items.map(({ userId }) => userId),
  );
  const ofTraining = byKey(items, ({ trainingId }) => trainingId);
  return ids.map((id) => {
    const mine = ofTraining.get(id) ?? [];
    const count = counts.get(id) ?? 0;
    const edges = mine.map((one, place) => ({
      node: node(one, users.get(one.userId)),
      cursor: `${place + 1}`,
    }));
    return {
      edges,
      pageInfo: pageInfoOf(edges, count > mine.length, false),
      count,
    };
  });
}

/** A page behind the first one: so many people in are skipped. */
async function pageOf(
  trainingId: string,
  role: Participation['role'],
  first: number,
  after: string,
  context: Context,
  words: Words,
) {
  const offset = readPlace(after);
  const page = await context.ask('listTrainingParticipants', {
    trainingId,
    roles: [role],
    limit: first,
    offset,
    withTotal: true,
  });
  const users = await usersById(
    context,
    words,
    page.items.map(({ userId }) => userId),
  );
  const edges = page.items.map((one, place) => ({
    node: node(one, users.get(one.userId)),
    cursor: `${offset + place + 1}`,
  }));
  return {
    edges,
    pageInfo: pageInfoOf(edges, page.nextCursor !== null, offset > 0),
    count: page.total ?? 0,
  };
}
