import type { InputOf } from '../contract/operations.js';
import type { Member } from './directory.js';
import { given } from './file-record.js';
import type { MaterialRecord } from './organization.js';
import type { Loading, Plan } from './plan.js';

type CourseEntry = NonNullable<InputOf<'loadOrganization'>['courses']>[number];
type Entry = NonNullable<CourseEntry['materials']>[number];

export interface PlannedMaterials extends Pick<Plan, 'write'> {
  /** Judges the materials of one course; answers whether they will be others. */
  judge(course: Member, entry: CourseEntry, path: string): boolean;
}

/** Judges the materials of courses: one with the id, or else the title, of one that is there is that one. */
export async function planMaterials({ work, complaints, newId }: Loading): Promise<PlannedMaterials> {
  const { organization } = work;
  const before = new Map((await organization.materials()).map((course) => [course.no, course.inside]));
  const holders = new Map([...before].flatMap(([no, inside]) => inside.map((one) => [one.id, no])));
  const seen = new Set<string>();
  const differing = new Map<Member, readonly MaterialRecord[]>();
  return { judge, write };

  function judge(course: Member, { materials }: CourseEntry, path: string): boolean {
    if (materials === undefined) return false;
    const stored = before.get(course.no) ?? [];
    const asked = new Set(materials.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()])));
    const left = stored.filter((one) => !asked.has(one.id));
    const after = materials.map((entry, place): MaterialRecord => {
      const id = entry.id?.toLowerCase();
      if (id !== undefined) complainAboutId(id, course, `${path}/materials/${place}/id`);
      return materialAfter(
        entry,
        id === undefined ? sameTitle(left, entry.title) : stored.find((one) => one.id === id),
      );
    });
    const differs = JSON.stringify(after) !== JSON.stringify(stored);
    if (differs) differing.set(course, after);
    return differs;
  }

  function complainAboutId(id: string, course: Member, path: string): void {
    const holder = holders.get(id);
    if (seen.has(id)) complaints.add(path, 'duplicate', 'Another material of the file has the same id.');
    else if (holder !== undefined && holder !== course.no)
      complaints.add(path, 'taken', 'A material of another course has this id.');
    seen.add(id);
  }

  function materialAfter(entry: Entry, known: MaterialRecord | undefined): MaterialRecord {
    return {
      no: known?.no ?? 0,
      id: known?.id ?? entry.id?.toLowerCase() ?? newId(),
      title: entry.title,
      description: given(entry.description, known?.description),
      contentType: given(entry.contentType, known?.contentType),
      viewUrl: given(entry.viewUrl, known?.viewUrl),
    };
  }

  async function write(): Promise<void> {
    await organization.replaceMaterials(
      [...differing].map(([course, inside]) => ({ no: course.no, inside })),
    );
  }
}

/** Takes out the first of this title. */
function sameTitle(materials: MaterialRecord[], title: string): MaterialRecord | undefined {
  const place = materials.findIndex((one) => one.title === title);
  return place < 0 ? undefined : materials.splice(place, 1)[0];
}
