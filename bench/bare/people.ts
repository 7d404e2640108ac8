// The bare server "people": parse, then one INSERT for a user; for a group, delete and insert its members by 1,000.
import Fastify from 'fastify';
import { isSqlite, openMysql, openSqlite } from './database.js';
import { binary, ids } from './rows.js';
import { shell } from './server.js';

interface User {
  login: string;
  email: string;
  firstName: string;
  lastName: string;
  departmentRef: string;
}

interface Store {
  add(id: Buffer, user: User): Promise<void>;
  replace(members: Buffer[]): Promise<void>;
}

const BATCH = 1000;
const ADD = `INSERT INTO person (id, login, email, first_name, last_name, department) VALUES (?, ?, ?, ?, ?, ?)`;
const row = (id: Buffer, { login, email, firstName, lastName, departmentRef }: User) =>
  [id, login, email, firstName, lastName, departmentRef] as const;

const table = (text: string, bytes: string) => `
CREATE TABLE IF NOT EXISTS person (
  id ${bytes} PRIMARY KEY, login ${text} NOT NULL UNIQUE, email ${text} NOT NULL UNIQUE, first_name ${text} NOT NULL,
  last_name ${text} NOT NULL, department ${text} NOT NULL);
CREATE TABLE IF NOT EXISTS member (
  group_no INTEGER NOT NULL, learner_id ${bytes} NOT NULL, PRIMARY KEY (group_no, learner_id),
  FOREIGN KEY (learner_id) REFERENCES learner (id))`;

async function onMysql(): Promise<Store> {
  const pool = openMysql();
  await pool.query(table('VARCHAR(100)', 'BINARY(16)'));
  return {
    async add(id, user) {
      await pool.query(ADD, [...row(id, user)]);
    },
    async replace(members) {
      const connection = await pool.getConnection();
      try {
        await connection.beginTransaction();
        await connection.query('DELETE FROM member WHERE group_no = 1');
        for (let start = 0; start < members.length; start += BATCH) {
          const rows = members.slice(start, start + BATCH).map((id) => [1, id]);
          await connection.query('INSERT INTO member (group_no, learner_id) VALUES ?', [rows]);
        }
        await connection.commit();
      } catch (error) {
        await connection.rollback();
        throw error;
      } finally {
        connection.release();
      }
    },
  };
}

function onSqlite(): Store {
  const database = openSqlite();
  database.exec(table('TEXT', 'BLOB'));
  const add = database.prepare(ADD);
  const clear = database.prepare('DELETE FROM member WHERE group_no = 1');
  const insert = database.prepare('INSERT INTO member (group_no, learner_id) VALUES (1, ?)');
  const replace = database.transaction((members: Buffer[]) => {
    clear.run();
    for (const id of members) insert.run(id);
  });
  return {
    add: async (id, user) => void add.run(...row(id, user)),
    replace: async (members) => replace(members),
  };
}

const store = isSqlite() ? onSqlite() : await onMysql();
const nextId = ids();
const app = Fastify({ logger: false, bodyLimit: 16 * 1024 * 1024 });
app.post<{ Body: User }>('/v1/users', async (request, reply) => {
  const id = nextId();
  await store.add(id, request.body);
  reply.code(201);
  return { id: id.toString('hex'), ...request.body };
});
app.put<{ Body: { userIds: string[] } }>('/v1/groups/:id/members', async (request) => {
  await store.replace(request.body.userIds.map(binary));
  return { summary: { added: request.body.userIds.length } };
});
await shell(app);
