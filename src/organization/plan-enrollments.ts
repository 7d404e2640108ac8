import type { InputOf } from '../contract/operations.js';
import type { Decision } from '../enrollment/grants.js';
import { decideTerms, readTerms, type Terms } from '../enrollment/terms.js';
import type { Directory, Member } from './directory.js';
import type { GrantToGive, PairState } from './organization.js';
import { emptyTally, type Loading, type Plan, spans } from './plan.js';
import type { PlannedActivities } from './plan-activities.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['enrollments']>[number];

/** The same terms in the same course: one decision for all who get them. */
interface Group {
  readonly course: Member;
  readonly terms: Terms;
}

interface Pending {
  readonly learner: Member;
  readonly group: Group;
  readonly enrollmentId: string;
  readonly idAsked: boolean;
}

/** A pair that the file names, with its entry. */
interface Asked {
  readonly entry: Entry;
  readonly path: string;
  readonly learner: Member;
  readonly course: Member;
}

/**
 * Judges the enrollments of a file: each is a direct grant, unless the pair has one. Archived courses are taken too,
 * for what a legacy system recorded is history and no new enrollment.
 */
export async function planEnrollments(
  { work, complaints, zone, newId }: Loading,
  entries: readonly Entry[],
  learners: Directory,
  courses: PlannedActivities,
): Promise<Plan> {
  const { organization, now } = work;
  const tally = emptyTally();
  const seen = { pairs: new Map<string, number>(), ids: new Map<string, number>() };
  const groups = new Map<string, Group>();
  const pending: Pending[] = [];
  for await (const { start, end } of spans(entries.length)) {
    const asked: Asked[] = [];
    for (let place = start; place < end; place += 1) {
      const entry = entries[place];
      const found = entry && resolve(entry, place);
      if (found) asked.push(found);
    }
    const states = await statesOf(asked);
    const takenIds = await holdersOf(asked);
    for (const one of asked) judge(one, states.get(pairKey(one)), takenIds);
  }
  return { tally, write };

  function resolve(entry: Entry, place: number): Asked | undefined {
    const path = `/enrollments/${place}`;
    const learner = learners.refer(entry.learnerRef, `${path}/learnerRef`);
    const course = courses.directory.refer(entry.courseRef, `${path}/courseRef`);
    if (!learner || !course) return undefined;
    const isTwin =
      isSecond(
        seen.pairs,
        `${learner.id} ${course.id}`,
        place,
        path,
        'is about the same learner and course',
      ) ||
      (entry.id !== undefined &&
        isSecond(seen.ids, entry.id.toLowerCase(), place, `${path}/id`, 'has the same id'));
    return isTwin ? undefined : { entry, path, learner, course };
  }

  function isSecond(
    known: Map<string, number>,
    key: string,
    place: number,
    path: string,
    same: string,
  ): boolean {
    const twin = known.get(key);
    if (twin === undefined) known.set(key, place);
    else complaints.add(path, 'duplicate', `/enrollments/${twin} ${same}.`);
    return twin !== undefined;
  }

  async function statesOf(asked: readonly Asked[]): Promise<Map<string, PairState>> {
    const pairs = asked.map(({ learner, course }) => ({ userNo: learner.no, activityNo: course.no }));
    const there = pairs.filter((pair) => pair.userNo !== 0 && pair.activityNo !== 0);
    return new Map(
      (await organization.pairs(there)).map((state) => [`${state.userNo} ${state.activityNo}`, state]),
    );
  }

  async function holdersOf(asked: readonly Asked[]): Promise<Map<string, PairState>> {
    const ids = asked.flatMap(({ entry }) => (entry.id === undefined ? [] : [entry.id.toLowerCase()]));
    return new Map((await organization.enrollments(ids)).map((state) => [state.enrollmentId, state]));
  }

  function judge(asked: Asked, state: PairState | undefined, takenIds: ReadonlyMap<string, PairState>): void {
    const { entry, path, learner, course } = asked;
    const id = entry.id?.toLowerCase();
    if (id !== undefined && state && state.enrollmentId !== id) {
      complaints.add(
        `${path}/id`,
        'taken',
        `The learner's enrollment in this course has the id ${state.enrollmentId}.`,
      );
    } else if (id !== undefined && !state && takenIds.has(id)) {
      complaints.add(
        `${path}/id`,
        'taken',
        'An enrollment of somebody else or in another course has this id.',
      );
    }
    const reading = readTerms(entry, now, zone);
    if (Array.isArray(reading)) {
      for (const violation of reading)
        complaints.add(path + violation.path, violation.rule, violation.message);
      return;
    }
    if (state?.heldDirectly) {
      tally.unchanged += 1;
      return;
    }
    const key = JSON.stringify([course.id, reading]);
    const group = groups.get(key) ?? { course, terms: decideTerms(reading, courses.policyOf(course)) };
    groups.set(key, group);
    const enrollmentId = id ?? state?.enrollmentId ?? newId();
    pending.push({ learner, group, enrollmentId, idAsked: id !== undefined });
    if (state) tally.changed += 1;
    else tally.added += 1;
  }

  async function write(): Promise<void> {
    const decisions = new Map<Group, Decision>();
    for (const group of groups.values()) {
      decisions.set(group, {
        activityNo: group.course.no,
        terms: group.terms,
        givenAt: now,
        continues: false,
      });
    }
    const grants = pending.flatMap(({ learner, group, enrollmentId, idAsked }): GrantToGive[] => {
      const decision = decisions.get(group);
      const pair = { userNo: learner.no, activityNo: group.course.no };
      return decision ? [{ ...pair, enrollmentId, idAsked, decision }] : [];
    });
    const given = await organization.give(grants);
    // Where somebody else was faster, theirs stays.
    const others = Math.min(tally.added, grants.length - given);
    tally.added -= others;
    tally.unchanged += others;
  }
}

function pairKey({ learner, course }: Asked): string {
  return `${learner.no} ${course.no}`;
}
