import type { MaterialRecord, Organization } from '../organization/organization.js';
import { toBinary, toUuid } from './binary-id.js';
import { type Column, gathered, listed, rows, rowsAtOnce } from './load-things.js';
import { raw, slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface ModuleRow {
  readonly no: number;
  readonly course_no: number;
  readonly training_no: number | null;
}

interface MaterialRow extends ModuleRow {
  readonly id: Buffer;
  readonly title: string | null;
  readonly description: string | null;
  readonly content_type: MaterialRecord['contentType'];
  readonly view_url: string | null;
}

type Placed = MaterialRecord & { readonly courseNo: number; readonly position: number };

const contents = ['title', 'description', 'content_type', 'view_url', 'position'];

/** Materials inside courses, as a file brings them in. */
export function sqlLoadedMaterials(db: Transaction): Pick<Organization, 'materials' | 'replaceMaterials'> {
  const columns: readonly Column<Placed>[] = [
    ['id', (one) => toBinary(one.id)],
    ['course_no', (one) => one.courseNo],
    ['title', (one) => one.title],
    ['description', (one) => one.description],
    ['content_type', (one) => one.contentType],
    ['view_url', (one) => one.viewUrl],
    ['position', (one) => one.position],
    ['added_at', () => db.at],
  ];
  const numbered: readonly Column<Placed>[] = [['no', (one) => one.no], ...columns];
  return {
    async materials() {
      const found = await db.all<MaterialRow>(
        sql`SELECT no, id, course_no, training_no, title, description, content_type, view_url FROM course_modules
          WHERE training_no IS NULL ORDER BY course_no, position`,
      );
      const show = ({ no, id, title, description, content_type, view_url }: MaterialRow): MaterialRecord => ({
        no,
        id: toUuid(id),
        title: title ?? '',
        description,
        contentType: content_type,
        viewUrl: view_url,
      });
      return gathered(found, (row) => row.course_no, show);
    },
    async replaceMaterials(courses) {
      for (const slice of slices(courses, db.dialect.slice)) await replaceSome(slice);
    },
  };

  async function replaceSome(
    courses: readonly { readonly no: number; readonly inside: readonly MaterialRecord[] }[],
  ) {
    await db.beginChange();
    const ofThese = db.dialect.inNumbers(
      'course_no',
      courses.map((course) => course.no),
    );
    const stored = await db.all<ModuleRow>(
      sql`SELECT no, course_no, training_no FROM course_modules WHERE ${ofThese} ORDER BY course_no, position`,
    );
    const placed = courses.flatMap(({ no, inside }) =>
      inside.map((one, position): Placed => ({ ...one, courseNo: no, position })),
    );
    const stay = new Set(placed.map((one) => one.no));
    const gone = stored.filter((row) => row.training_no === null && !stay.has(row.no)).map((row) => row.no);
    for (const slice of slices(gone, db.dialect.slice))
      await db.run(sql`DELETE FROM course_modules WHERE ${db.dialect.inNumbers('no', slice)}`);
    // When they were added, and by whom, stays.
    const overwrite = raw(db.dialect.overwrite(contents));
    for (const slice of slices(
      placed.filter((one) => one.no !== 0),
      rowsAtOnce,
    ))
      await db.run(
        sql`INSERT INTO course_modules ${listed(numbered)} VALUES ${rows(slice, numbered)}${overwrite}`,
      );
    for (const slice of slices(
      placed.filter((one) => one.no === 0),
      rowsAtOnce,
    ))
      await db.run(sql`INSERT INTO course_modules ${listed(columns)} VALUES ${rows(slice, columns)}`);
    await placeTrainings(courses, stored);
  }

  /** Trainings come behind the materials. */
  async function placeTrainings(
    courses: readonly { readonly no: number; readonly inside: readonly unknown[] }[],
    stored: readonly ModuleRow[],
  ): Promise<void> {
    const next = new Map(courses.map(({ no, inside }) => [no, inside.length]));
    const positions = stored
      .filter((row) => row.training_no !== null)
      .map(({ no, course_no }) => {
        const value = next.get(course_no) ?? 0;
        next.set(course_no, value + 1);
        return { no, value };
      });
    for (const slice of slices(positions, rowsAtOnce))
      await db.run(db.dialect.setNumbers('course_modules', 'position', slice));
  }
}
