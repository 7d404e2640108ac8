// The bare server "cross join": parse, the ids into temporary rows, one INSERT … SELECT of the missing pairs.
import type { PoolConnection, ResultSetHeader } from 'mysql2/promise';
import { isSqlite, openMysql, openSqlite } from './database.js';
import { binary, idPrefix, terms } from './rows.js';
import { type Body, type Enroll, serve } from './server.js';

const BATCH = 1000;

function* batches(uuids: string[]): Generator<[Buffer][]> {
  for (let start = 0; start < uuids.length; start += BATCH) {
    yield uuids.slice(start, start + BATCH).map((uuid) => [binary(uuid)]);
  }
}

const MISSING = `FROM wanted_learner l CROSS JOIN wanted_course c
  LEFT JOIN enrollment e ON e.learner_id = l.id AND e.course_id = c.id WHERE e.id IS NULL`;
const INSERT = 'INSERT INTO enrollment (id, learner_id, course_id, access_at, due_at)';

function onMysql(): Enroll {
  const pool = openMysql(undefined, [
    'CREATE TEMPORARY TABLE wanted_learner (id BINARY(16) PRIMARY KEY) ENGINE = MEMORY',
    'CREATE TEMPORARY TABLE wanted_course (id BINARY(16) PRIMARY KEY) ENGINE = MEMORY',
  ]);
  const insert = `${INSERT} SELECT CONCAT(?, UNHEX(LPAD(HEX(ROW_NUMBER() OVER (ORDER BY l.id, c.id)), 8, '0'))),
    l.id, c.id, ?, ? ${MISSING} ON DUPLICATE KEY UPDATE due_at = enrollment.due_at`;
  const single = `DELETE FROM wanted_learner; DELETE FROM wanted_course;
    INSERT IGNORE INTO wanted_learner VALUES ?; INSERT IGNORE INTO wanted_course VALUES ?; ${insert}`;
  return async (body) => {
    const { accessAt, dueAt } = terms(body);
    const values = [idPrefix(), accessAt, dueAt];
    const learners = [...batches(body.learnerIds)];
    const courses = [...batches(body.courseIds)];
    const connection = await pool.getConnection();
    try {
      if (learners.length === 1 && courses.length === 1) {
        const [results] = await connection.query<ResultSetHeader[]>(single, [
          learners[0],
          courses[0],
          ...values,
        ]);
        return results[4]?.affectedRows ?? 0;
      }
      await connection.query('DELETE FROM wanted_learner; DELETE FROM wanted_course');
      await put(connection, 'wanted_learner', learners);
      await put(connection, 'wanted_course', courses);
      const [result] = await connection.query<ResultSetHeader>(insert, values);
      return result.affectedRows;
    } finally {
      connection.release();
    }
  };
}

async function put(connection: PoolConnection, table: string, rows: [Buffer][][]): Promise<void> {
  for (const batch of rows) await connection.query(`INSERT IGNORE INTO ${table} VALUES ?`, [batch]);
}

function onSqlite(): Enroll {
  const database = openSqlite();
  database.exec(`CREATE TEMP TABLE wanted_learner (id BLOB PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE wanted_course (id BLOB PRIMARY KEY) WITHOUT ROWID`);
  const learner = database.prepare('INSERT OR IGNORE INTO wanted_learner VALUES (?)');
  const course = database.prepare('INSERT OR IGNORE INTO wanted_course VALUES (?)');
  const insert = database.prepare(`${INSERT} SELECT unhex(? || printf('%08x', row_number() OVER ())),
    l.id, c.id, ?, ? ${MISSING} ON CONFLICT DO NOTHING`);
  return database.transaction((body: Body) => {
    const { accessAt, dueAt } = terms(body);
    database.exec('DELETE FROM wanted_learner; DELETE FROM wanted_course');
    for (const id of body.learnerIds) learner.run([binary(id)]);
    for (const id of body.courseIds) course.run([binary(id)]);
    return insert.run(idPrefix().toString('hex'), accessAt, dueAt).changes;
  });
}

await serve(isSqlite() ? onSqlite() : onMysql());
