import { type GrantKind, winner } from '../../src/enrollment/grant.js';

/** A grant as the model has it. Moments are epoch milliseconds. */
export interface ModelGrant {
  readonly kind: GrantKind;
  readonly sourceNo: number;
  readonly dueAt: number | null;
  readonly givenAt: number;
  /** Of direct grants. */
  readonly occurrence: number;
  endedAt: number | undefined;
}

/** What is known of one learner and one course. */
export interface ModelPair {
  readonly learnerRef: string;
  readonly courseRef: string;
  /** Known from the first time that it was told; never another one. */
  enrollmentId: string | undefined;
  /** In the order in which they began. */
  readonly grants: ModelGrant[];
  /** What the explanation said of grants that have ended: it says the same for ever. */
  readonly ended: Map<string, string>;
}

export interface Model {
  now: number;
  readonly pairs: readonly ModelPair[];
}

export function modelOf(learners: readonly string[], courses: readonly string[], now: number): Model {
  const pairs = learners.flatMap((learnerRef) =>
    courses.map((courseRef): ModelPair => {
      return { learnerRef, courseRef, enrollmentId: undefined, grants: [], ended: new Map() };
    }),
  );
  return { now, pairs };
}

export function liveGrants(pair: ModelPair): ModelGrant[] {
  return pair.grants.filter((grant) => grant.endedAt === undefined);
}

export function liveDirect(pair: ModelPair): ModelGrant | undefined {
  return liveGrants(pair).find((grant) => grant.kind === 'direct');
}

export function liveAutomatic(pair: ModelPair): ModelGrant[] {
  return liveGrants(pair).filter((grant) => grant.kind !== 'direct');
}

/** Whose terms are shown: of those that live the winner, else of those that ended last. */
export function holding(pair: ModelPair): ModelGrant | undefined {
  const live = liveGrants(pair);
  if (live.length > 0) return winner(live);
  return pair.grants.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
}

/** A moment for the next thing that ends: later than all that the pair has seen. */
export function nextMoment(model: Model, pair: ModelPair): number {
  return Math.max(model.now, ...pair.grants.map((grant) => (grant.endedAt ?? grant.givenAt) + 1));
}

export function giveDirect(pair: ModelPair, dueAt: number | null, givenAt: number, continues: boolean): void {
  const direct = pair.grants.filter((grant) => grant.kind === 'direct');
  const occurrence = (direct.at(-1)?.occurrence ?? 0) + (continues ? 0 : 1);
  pair.grants.push({ kind: 'direct', sourceNo: 0, dueAt, givenAt, occurrence, endedAt: undefined });
}

/** Ends the live direct grant, if there is one, and answers when. */
export function endDirect(model: Model, pair: ModelPair): number {
  const moment = nextMoment(model, pair);
  const direct = liveDirect(pair);
  if (direct) direct.endedAt = moment;
  return moment;
}
