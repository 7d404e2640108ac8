// The bare server "batched": parse, then one INSERT of the pairs per 1,000 through the driver.
import type { ResultSetHeader } from 'mysql2';
import { isSqlite, openMysql, openSqlite } from './database.js';
import { binary, ids, terms } from './rows.js';
import { type Body, type Enroll, serve } from './server.js';

const BATCH = 1000;
const COLUMNS = 'id, learner_id, course_id, access_at, due_at';

type Row = [id: Buffer, learner: Buffer, course: Buffer, accessAt: string, dueAt: string | null];

function* batches(body: Body): Generator<Row[]> {
  const { accessAt, dueAt } = terms(body);
  const nextId = ids();
  const courses = body.courseIds.map(binary);
  let rows: Row[] = [];
  for (const learner of body.learnerIds.map(binary)) {
    for (const course of courses) {
      rows.push([nextId(), learner, course, accessAt, dueAt]);
      if (rows.length === BATCH) {
        yield rows;
        rows = [];
      }
    }
  }
  if (rows.length > 0) yield rows;
}

function onMysql(): Enroll {
  const pool = openMysql();
  const sql = `INSERT INTO enrollment (${COLUMNS}) VALUES ? ON DUPLICATE KEY UPDATE due_at = enrollment.due_at`;
  return async (body) => {
    if (body.courseIds.length * body.learnerIds.length <= BATCH) {
      const [result] = await pool.query<ResultSetHeader>(sql, [[...batches(body)].flat()]);
      return result.affectedRows;
    }
    const connection = await pool.getConnection();
    try {
      let enrolled = 0;
      await connection.beginTransaction();
      for (const rows of batches(body)) {
        const [result] = await connection.query<ResultSetHeader>(sql, [rows]);
        enrolled += result.affectedRows;
      }
      await connection.commit();
      return enrolled;
    } catch (error) {
      await connection.rollback();
      throw error;
    } finally {
      connection.release();
    }
  };
}

function onSqlite(): Enroll {
  const database = openSqlite();
  const one = database.prepare(
    `INSERT INTO enrollment (${COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return database.transaction((body: Body) => {
    let enrolled = 0;
    // A prepared statement per row is quicker here than one statement with 5,000 values.
    for (const rows of batches(body)) for (const row of rows) enrolled += one.run(row).changes;
    return enrolled;
  });
}

await serve(isSqlite() ? onSqlite() : onMysql());
