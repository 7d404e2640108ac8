import type { TrainingsInside } from '../catalog/course-modules.js';
import { type Placed, placeTrainings } from '../catalog/module-order.js';
import { toBinary } from './binary-id.js';
import { type Column, gathered, listed, rows, rowsAtOnce } from './load-things.js';
import { slices, sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface ModuleRow {
  readonly no: number;
  readonly course_no: number;
  readonly training_no: number | null;
  readonly position: number;
}

interface NewTraining {
  readonly courseNo: number;
  readonly trainingNo: number;
  readonly position: number;
}

/** Gives courses other trainings, in sets; see the port. What stands where it stood is not written. */
export async function replaceTrainings(
  db: Transaction,
  courses: readonly TrainingsInside[],
  newId: () => string,
): Promise<void> {
  for (const slice of slices(courses, db.dialect.slice)) await replaceSome(db, slice, newId);
}

async function replaceSome(db: Transaction, courses: readonly TrainingsInside[], newId: () => string) {
  const found = await db.all<ModuleRow>(sql`SELECT no, course_no, training_no, position FROM course_modules
    WHERE ${db.dialect.inNumbers(
      'course_no',
      courses.map(({ no }) => no),
    )} ORDER BY course_no, position`);
  const stood = new Map(found.map(({ no, position }) => [no, position]));
  const before = new Map(
    gathered(
      found,
      (row) => row.course_no,
      ({ no, training_no }) => ({ no, trainingNo: training_no }),
    ).map(({ no, inside }) => [no, inside]),
  );
  const moved: { no: number; value: number }[] = [];
  const added: NewTraining[] = [];
  const gone = new Set(stood.keys());
  for (const { no: courseNo, inside } of courses) {
    const placed: readonly Placed[] = placeTrainings(before.get(courseNo) ?? [], inside);
    for (const [position, one] of placed.entries()) {
      if ('newTrainingNo' in one) added.push({ courseNo, trainingNo: one.newTrainingNo, position });
      else {
        gone.delete(one.no);
        if (stood.get(one.no) !== position) moved.push({ no: one.no, value: position });
      }
    }
  }
  if (gone.size + moved.length + added.length === 0) return;
  await db.beginChange();
  for (const slice of slices([...gone], db.dialect.slice))
    await db.run(sql`DELETE FROM course_modules WHERE ${db.dialect.inNumbers('no', slice)}`);
  for (const slice of slices(moved, rowsAtOnce))
    await db.run(db.dialect.setNumbers('course_modules', 'position', slice));
  const columns: readonly Column<NewTraining>[] = [
    ['id', () => toBinary(newId())],
    ['course_no', (one) => one.courseNo],
    ['training_no', (one) => one.trainingNo],
    ['position', (one) => one.position],
    ['added_at', () => db.at],
  ];
  for (const slice of slices(added, rowsAtOnce))
    await db.run(sql`INSERT INTO course_modules ${listed(columns)} VALUES ${rows(slice, columns)}`);
}
