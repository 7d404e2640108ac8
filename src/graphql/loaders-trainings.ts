import type { OutputOf } from '../contract/operations.js';
import type { Context } from './asking.js';
import { enumWord, readFirst, readPlace } from './decode.js';
import type { ShownTraining } from './fields-trainings.js';
import { usersById } from './find-users.js';
import { inGroups, type Query } from './load.js';
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
          return group.map(({ obj }) => show(all.filter(({ trainingId }) => trainingId === obj.id)));
        },
      );
  return {
    participants: people('participant'),
    trainers: people('trainer'),
    mentors: people('mentor'),
    async users(queries: Of, context: Context) {
      const ids = queries.map(({ obj }) => obj.id);
      const pages = await firstPages(ids, 'participant', 50, context, words);
      return pages.map(({ edges }) => edges.flatMap(({ node }) => node.user ?? []));
    },
    async groups(queries: Of, { ask }: Context) {
      const trainingIds = [...new Set(queries.map(({ obj }) => obj.id))];
      const { items } = await ask('listTrainingGroups', { trainingIds, limit: 10_000 });
      const known = items.length > 0 ? await ask('listGroups', { limit: 10_000 }) : { items: [] };
      const groups = new Map(known.items.map((group) => [group.id, showGroup(group)]));
      return queries.map(({ obj }) =>
        items.flatMap(({ trainingId, groupId }) =>
          trainingId === obj.id ? (groups.get(groupId) ?? []) : [],
        ),
      );
    },
    async rolesForCurrentUser(queries: Of, context: Context) {
      const all = await participationsOf(
        undefined,
        queries.map(({ obj }) => obj.id),
        context,
      );
      return queries.map(({ obj }) => rolesOf(all.filter(({ trainingId }) => trainingId === obj.id)));
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
  return (await ask('listParticipations', { trainingIds, ...who, limit: 10_000 })).items;
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
  const { items, totals = [] } = await context.ask('listParticipations', {
    trainingIds,
    roles: [role],
    perTraining: first,
    limit: 10_000,
  });
  const users = await usersById(
    context,
    words,
    items.map(({ userId }) => userId),
  );
  const counts = new Map(totals.map(({ trainingId, total }) => [trainingId, total]));
  return ids.map((id) => {
    const mine = items.filter(({ trainingId }) => trainingId === id);
    const count = counts.get(id) ?? 0;
    const edges = mine.map((one, place) => ({
      node: node(one, users.get(one.userId)),
      cursor: `${place + 1}`,
    }));
    return {
      edges,
      pageInfo: { hasNextPage: count > mine.length, endCursor: edges.at(-1)?.cursor ?? null },
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
    pageInfo: { hasNextPage: page.nextCursor !== null, endCursor: edges.at(-1)?.cursor ?? null },
    count: page.total ?? 0,
  };
}
