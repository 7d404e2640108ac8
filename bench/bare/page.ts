// The bare server "page": parse, one SELECT of the trainings of a person and one COUNT, and the same JSON as GraphQL.
import Fastify from 'fastify';
import type { RowDataPacket } from 'mysql2';
import { isSqlite, openMysql, openSqlite } from './database.js';
import { binary } from './rows.js';
import { shell } from './server.js';

interface Row {
  id: Buffer;
  ref: string;
  progress: number;
  completed_at: string | null;
  next_at: string;
}

type Page = { rows: Row[]; count: number };

// Courses stand for trainings: everybody of whom somebody asks is in fifty of them.
const table = (text: string, bytes: string) => `
CREATE TABLE IF NOT EXISTS participation (
  learner_id ${bytes} NOT NULL, course_id ${bytes} NOT NULL, progress DOUBLE NOT NULL, completed_at ${text},
  next_at ${text} NOT NULL, PRIMARY KEY (learner_id, course_id), FOREIGN KEY (course_id) REFERENCES course (id))`;
const FILL = `INSERT INTO participation SELECT l.id, c.id, 40, NULL, '2999-01-01T09:00:00+00:00'
  FROM (SELECT id FROM learner WHERE ref = 'L-0') l CROSS JOIN (SELECT id FROM course ORDER BY id LIMIT 50) c`;
const ROWS = `SELECT c.id, c.ref, p.progress, p.completed_at, p.next_at
  FROM participation p JOIN course c ON c.id = p.course_id WHERE p.learner_id = ? ORDER BY c.id LIMIT 50`;
const COUNT = 'SELECT COUNT(*) AS count FROM participation p WHERE p.learner_id = ?';

async function onMysql(): Promise<(id: Buffer) => Promise<Page>> {
  const pool = openMysql();
  await pool.query(table('VARCHAR(30)', 'BINARY(16)'));
  await pool.query(FILL);
  return async (id) => {
    const [rows] = await pool.query<RowDataPacket[]>(ROWS, [id]);
    const [counted] = await pool.query<RowDataPacket[]>(COUNT, [id]);
    return { rows: rows as Row[], count: counted[0]?.['count'] };
  };
}

function onSqlite(): (id: Buffer) => Promise<Page> {
  const database = openSqlite();
  database.exec(table('TEXT', 'BLOB'));
  database.exec(FILL);
  const rows = database.prepare(ROWS) as unknown as { all(id: Buffer): Row[] };
  const count = database.prepare(COUNT) as unknown as { get(id: Buffer): { count: number } };
  return async (id) => ({ rows: rows.all(id), count: count.get(id).count });
}

function edge({ id, ref, progress, completed_at: completedAt, next_at: nextEvent }: Row, place: number) {
  const hex = id.toString('hex');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const userData = { progress, completedAt, nextEvent, mayStart: true, roles: ['PARTICIPANT'] };
  return { cursor: String(place), node: { id: uuid, ref, title: ref, isActive: true, userData } };
}

const read = isSqlite() ? onSqlite() : await onMysql();
const app = Fastify({ logger: false, bodyLimit: 16 * 1024 * 1024 });
app.post<{ Body: { variables: { userId: string } } }>('/graphql', async (request) => {
  const { rows, count } = await read(binary(request.body.variables.userId));
  const paginatedTrainings = { count, pageInfo: { hasNextPage: count > 50 }, edges: rows.map(edge) };
  return { data: { paginatedTrainings } };
});
await shell(app);
