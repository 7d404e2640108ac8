import type { InputOf, OutputOf } from '../contract/operations.js';
import type { Context } from './asking.js';
import { enumWord, exactlyOne, given, isAbsent, readFirst, said } from './decode.js';
import { connectionOf } from './encode.js';
import { listedAtMost, wholeOf } from './load.js';

type TrainingView = OutputOf<'listTrainings'>['items'][number];
type Args = Readonly<Record<string, unknown>>;

/** A training as Pluvo has it; `viewer`: whose data it shows, where that is not whoever asks. */
export function showTraining(training: TrainingView, viewer?: string) {
  const { id, ref, title, subtitle, description, archived, accessibleFrom, accessibleUntil } = training;
  const isDated = accessibleFrom !== null || accessibleUntil !== null;
  return {
    viewer,
    id,
    ref,
    title,
    subtitle,
    introduction: description,
    image: null,
    overviewImage: null,
    isActive: !archived,
    archived,
    startDate: accessibleFrom?.slice(0, 10) ?? null,
    endDate: accessibleUntil?.slice(0, 10) ?? null,
    accessibleFrom,
    accessibleUntil,
    estimatedTimeSpent: training.estimatedTime,
    trainingType: training.trainingType,
    showParticipants: training.showParticipants,
    showSharedFiles: training.showSharedFiles,
    enableChat: training.enableChat,
    conditions: isDated
      ? [
          {
            type: 'AbsoluteDateCondition',
            fulfilled: training.accessible,
            date: accessibleFrom,
            endDate: accessibleUntil,
          },
        ]
      : [],
    allConditionsFulfilled: training.accessible,
    portfolioItem: null,
    modules: [],
  };
}

export type ShownTraining = ReturnType<typeof showTraining>;

export const trainingQueries = {
  async training(_root: unknown, { id, ref }: { id?: string; ref?: string }, { ask }: Context) {
    exactlyOne({ id, ref }, 'id', 'ref');
    try {
      return showTraining(await ask('getTraining', said({ trainingId: id, trainingRef: ref })));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  async trainings(_root: unknown, { query }: { query?: string }, { ask }: Context) {
    const page = await ask('listTrainings', { limit: listedAtMost, ...said({ search: query }) });
    return wholeOf(page, 'trainings', 'paginatedTrainings').map((training) => showTraining(training));
  },
  async paginatedTrainings(_root: unknown, args: Args, { ask }: Context) {
    const { q, query, active, archived, first, after, offset, userId, userRef, trainingUserRoles } = args as {
      q?: string;
      query?: string;
      active?: boolean | null;
      archived?: boolean | null;
      first?: number;
      after?: string;
      offset?: number;
      userId?: string;
      userRef?: string;
      trainingUserRoles?: readonly string[];
    };
    const isArchived = archived ?? (active === undefined || active === null ? undefined : !active);
    const roles = trainingUserRoles?.map((role) => role.toLowerCase());
    // Active is what is not archived: nothing is both, and nothing is neither.
    const isNone = typeof active === 'boolean' && active === archived;
    const found = await ask(
      'listTrainings',
      said({
        search: q ?? query,
        archived: isArchived,
        userId,
        userRef,
        userRoles: roles,
        limit: readFirst(first),
        cursor: after,
        offset,
        withTotal: true,
      }) as InputOf<'listTrainings'>,
      { search: '/q', userRoles: '/trainingUserRoles', limit: '/first', cursor: '/after' },
    );
    const page = isNone ? { items: [], nextCursor: null } : found;
    const viewer = userId ?? (userRef && `ref ${userRef}`);
    return connectionOf(page, (training) => showTraining(training, viewer), { after, offset });
  },
};

/** Where the fields of a training stand among the arguments. */
const places = {
  trainingId: '/id',
  trainingRef: '/ref',
  description: '/training/introduction',
  estimatedTime: '/training/estimatedTimeSpent',
  accessibleFrom: '/training/startDate',
  accessibleUntil: '/training/endDate',
  ...Object.fromEntries(
    ['title', 'subtitle', 'trainingType', 'organizerId', 'showParticipants'].map((field) => [
      field,
      `/training/${field}`,
    ]),
  ),
};

/** The places of what is said of a training, where it may be said by more than one name. */
function placesOf(training: Args): Readonly<Record<string, string>> {
  const names = [
    ...['description', 'accessibleFrom', 'accessibleUntil'],
    ...(training['archived'] === undefined || training['archived'] === null ? [] : ['archived']),
  ];
  const said = names.filter((name) => training[name] !== undefined);
  return {
    ...places,
    archived: '/training/isActive',
    ...Object.fromEntries(said.map((name) => [name, `/training/${name}`])),
    ref: '/training/ref',
  };
}

/** What is said of a training, in the words of the core. */
function trainingInput(training: Args) {
  const { introduction, description, estimatedTimeSpent, startDate, endDate, isActive, archived, ...same } =
    training;
  const isArchived = archived ?? (typeof isActive === 'boolean' ? !isActive : undefined);
  return given({
    ...same,
    description: description === undefined ? introduction : description,
    estimatedTime: estimatedTimeSpent,
    accessibleFrom: same['accessibleFrom'] === undefined ? startDate : same['accessibleFrom'],
    accessibleUntil: same['accessibleUntil'] === undefined ? endDate : same['accessibleUntil'],
    archived: isArchived ?? undefined,
  });
}

export const trainingMutations = {
  async createTraining(
    _root: unknown,
    { training, dryRun }: { training: Args; dryRun?: boolean },
    { ask }: Context,
  ) {
    const input = { ...trainingInput(training), ...said({ dryRun }) };
    const asked = input as unknown as InputOf<'createTraining'>;
    const made = await ask('createTraining', asked, placesOf(training));
    return { training: showTraining(made) };
  },
  async updateTraining(_root: unknown, args: Args, { ask }: Context) {
    const { id, ref, training, ifVersion, dryRun } = args as {
      id?: string;
      ref?: string;
      training: Args;
    } & Args;
    exactlyOne(args, 'id', 'ref');
    const input = {
      ...trainingInput(training),
      ...said({ trainingId: id, trainingRef: ref, ifVersion, dryRun }),
    };
    const asked = input as unknown as InputOf<'updateTraining'>;
    const after = await ask('updateTraining', asked, placesOf(training));
    return { training: showTraining(after) };
  },
  async addUsersToTraining(_root: unknown, args: Args, { ask }: Context) {
    const { outcomes } = await ask(
      'addUsersToTraining',
      usersOfTraining(args) as InputOf<'addUsersToTraining'>,
    );
    const of = (outcome: string) => outcomes.filter((one) => one.outcome === outcome);
    return {
      addedIds: idsOf(of('added')),
      addedRefs: refsOf(of('added')),
      alreadyAddedIds: idsOf(of('already_added')),
      alreadyAddedRefs: refsOf(of('already_added')),
      ...failuresOf(args, of('failed')),
    };
  },
  async removeUsersFromTraining(_root: unknown, args: Args, { ask }: Context) {
    const { outcomes } = await ask(
      'removeUsersFromTraining',
      usersOfTraining(args) as InputOf<'removeUsersFromTraining'>,
    );
    const of = (outcome: string) => outcomes.filter((one) => one.outcome === outcome);
    return {
      removedIds: idsOf(of('removed')),
      removedRefs: refsOf(of('removed')),
      alreadyRemovedIds: idsOf(of('already_removed')),
      alreadyRemovedRefs: refsOf(of('already_removed')),
      idsLinkedViaObject: idsOf(of('linked')),
      refsLinkedViaObject: refsOf(of('linked')),
      linked: of('linked').map(({ userId, userRef, directEnded = false, linkedVia = [] }) => ({
        userId,
        userRef,
        directEnded,
        linkedVia: linkedVia.map((link) => ({ ...link, kind: enumWord(link.kind) })),
      })),
      ...failuresOf(args, of('failed')),
    };
  },
};

/** The users named, in partial mode unless asked otherwise: unknown people are results. */
function usersOfTraining(args: Args) {
  const lower = (word: unknown) => (typeof word === 'string' ? word.toLowerCase() : undefined);
  const { role, mode, ...same } = args;
  return said({ ...same, role: lower(role), mode: lower(mode) ?? 'partial' });
}

interface Outcome {
  readonly userId?: string;
  readonly userRef?: string | null;
  readonly path?: string;
  readonly code?: string;
  readonly message?: string;
}

export function idsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ userId }) => userId ?? []);
}

export function refsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ userRef }) => userRef ?? []);
}

/** Those who failed, by the names that were given. */
export function failuresOf(args: Args, outcomes: readonly Outcome[]) {
  const failures = outcomes.map(({ path = '', code = '', message = '' }) => {
    const [, list = '', place = ''] = path.split('/');
    const names = args[list];
    const name = Array.isArray(names) ? String(names[Number(place)] ?? '') : '';
    return { list, name, path, code: enumWord(code), message };
  });
  return {
    failedIds: failures.filter(({ list }) => list === 'userIds').map(({ name }) => name),
    failedRefs: failures.filter(({ list }) => list !== 'userIds').map(({ name }) => name),
    failures: failures.map(({ list: _, ...failure }) => failure),
  };
}
