import type { TrainingFields } from '../catalog/activities.js';
import type { InputOf } from '../contract/operations.js';
import { isInCalendar, notInCalendar, ownPolicyFrom } from '../enrollment/own-policy.js';
import type { OwnPolicy } from '../enrollment/terms.js';
import { Directory, type Member } from './directory.js';
import { given } from './file-record.js';
import { trainingFieldsAfter, trainingFieldsComplaints } from './file-training.js';
import type { ActivityRecord } from './organization.js';
import { emptyTally, type Loading, type Plan } from './plan.js';
import { planMaterials } from './plan-materials.js';
import { writeThings } from './write-things.js';

type Input = InputOf<'loadOrganization'>;
type CourseEntry = NonNullable<Input['courses']>[number];
type TrainingEntry = NonNullable<Input['trainings']>[number];
/** What either may say; the input check sees to what each has. */
type Entry = CourseEntry & Omit<TrainingEntry, keyof CourseEntry>;

export interface PlannedActivities {
  readonly directory: Directory;
  readonly plan: Plan;
  /** The thing of each entry, by its place; undefined where it was complained about. */
  readonly members: readonly (Member | undefined)[];
  /** Whether the file says of a thing just what is there. */
  isUnchanged(member: Member): boolean;
  /** A course's own policy as it will be. */
  readonly policyOf: (course: Member) => OwnPolicy | undefined;
}

/** Judges the trainings of a file. */
export function planTrainings(
  loading: Loading,
  entries: readonly TrainingEntry[],
  users: Directory,
): Promise<PlannedActivities> {
  return planActivities(loading, 'trainings', entries, { users, trainings: undefined });
}

/** Judges the courses of a file; `trainings` are those that they may contain. */
export function planCourses(
  loading: Loading,
  entries: readonly CourseEntry[],
  surroundings: Surroundings & { readonly trainings: Directory },
): Promise<PlannedActivities> {
  return planActivities(loading, 'courses', entries, surroundings);
}

interface Surroundings {
  readonly users: Directory;
  readonly trainings: Directory | undefined;
}

async function planActivities(
  loading: Loading,
  kind: 'courses' | 'trainings',
  entries: readonly Entry[],
  { users, trainings }: Surroundings,
): Promise<PlannedActivities> {
  const { work, complaints, newId, zone } = loading;
  const { organization } = work;
  const what = kind === 'courses' ? 'course' : 'training';
  const stored = await organization[kind].all();
  const directory = new Directory(kind, what, complaints, newId);
  directory.admit(stored);
  const before = new Map(stored.map((record) => [record.id, record]));
  const members = directory.enter(entries);
  const insideBefore = trainings ? await readInside() : new Map<number, readonly number[]>();
  const tally = emptyTally();
  const differing = new Map<Member, Entry>();
  const changed = new Set<Member>();
  const materials = trainings && (await planMaterials(loading));
  const inside = new Map<Member, readonly Member[]>();
  for (const [place, entry] of entries.entries()) {
    const member = members[place];
    if (!member) continue;
    const path = `/${kind}/${place}`;
    const record = before.get(member.id);
    if (!record && entry.title === undefined)
      complaints.add(`${path}/title`, 'required', `A new ${what} needs a title.`);
    const { dueDatePolicy } = entry;
    if (dueDatePolicy && !isInCalendar(dueDatePolicy, zone))
      complaints.add(`${path}/dueDatePolicy/dueDate`, 'date', notInCalendar);
    if (typeof entry.organizerRef === 'string') users.refer(entry.organizerRef, `${path}/organizerRef`);
    for (const { path: at, rule, message } of trainingFieldsComplaints(entry, record, zone))
      complaints.add(path + at, rule, message);
    const after = recordOf(member, entry);
    const differs = !record || textOf(after) !== textOf(record);
    const insideDiffers = [placeTrainings(member, entry, path), materials?.judge(member, entry, path)];
    if (differs) differing.set(member, entry);
    if (!record || differs || insideDiffers.includes(true)) changed.add(member);
    if (!record) tally.added += 1;
    else if (differs || insideDiffers.includes(true)) tally.changed += 1;
    else tally.unchanged += 1;
  }
  return {
    directory,
    members,
    isUnchanged: (member) => !changed.has(member),
    policyOf(course) {
      const entry = differing.get(course);
      return (entry ? recordOf(course, entry) : before.get(course.id))?.ownPolicy;
    },
    plan: { tally, write },
  };

  /** As it will be; the number of an organiser is 0 until they are added. */
  function recordOf(member: Member, entry: Entry): ActivityRecord {
    const { organizerRef } = entry;
    const organizerNo = typeof organizerRef === 'string' ? (users.find(organizerRef)?.no ?? 0) : organizerRef;
    const stored = before.get(member.id);
    return {
      ...activityAfter(member, entry, stored, organizerNo, work.now),
      ...trainingFieldsAfter(entry, stored, zone),
    };
  }

  async function readInside(): Promise<Map<number, readonly number[]>> {
    return new Map((await organization.trainingsInside()).map((course) => [course.no, course.inside]));
  }

  function placeTrainings(member: Member, entry: CourseEntry, path: string): boolean {
    if (!trainings || entry.trainingRefs === undefined) return false;
    const found = new Set<Member>();
    for (const [index, ref] of entry.trainingRefs.entries()) {
      const at = `${path}/trainingRefs/${index}`;
      const training = trainings.refer(ref, at);
      if (training && found.has(training)) complaints.add(at, 'duplicate', 'The training is inside already.');
      if (training) found.add(training);
    }
    const nos = [...found].map((training) => training.no);
    const differs = JSON.stringify(nos) !== JSON.stringify(insideBefore.get(member.no) ?? []);
    if (differs) inside.set(member, [...found]);
    return differs;
  }

  async function write(): Promise<void> {
    const records = new Map([...differing].map(([member, entry]) => [member, recordOf(member, entry)]));
    await writeThings(organization[kind], records, (id) => before.get(id)?.ref);
    await work.courseModules.replaceTrainings(
      [...inside].map(([course, found]) => ({ no: course.no, inside: found.map((training) => training.no) })),
      newId,
    );
    await materials?.write();
  }
}

function activityAfter(
  member: Member,
  entry: Entry,
  before: ActivityRecord | undefined,
  organizerNo: number | null | undefined,
  now: number,
): Omit<ActivityRecord, keyof TrainingFields> {
  const asked = entry.dueDatePolicy;
  return {
    no: member.no,
    id: member.id,
    ref: member.ref,
    title: entry.title ?? before?.title ?? '',
    description: given(entry.description, before?.description),
    trainingType: given(entry.trainingType, before?.trainingType),
    authorNo: given(organizerNo, before?.authorNo),
    viewUrl: given(entry.viewUrl, before?.viewUrl),
    addedAt: before ? before.addedAt : now,
    archived: entry.archived ?? before?.archived ?? false,
    ownPolicy:
      asked === undefined
        ? before?.ownPolicy
        : (asked && ownPolicyFrom(asked, before?.ownPolicy)) || undefined,
    // What was remembered of it is of no use any more.
    revision: (before?.revision ?? 0) + 1,
  };
}

/** All but the revision, which only counts. */
function textOf({ revision: _, ...record }: ActivityRecord): string {
  return JSON.stringify(Object.entries(record).sort());
}
