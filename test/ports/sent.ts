import { jest } from '@jest/globals';
import { MysqlConnection } from '../../src/storage/mysql-connection.js';
import type { Fragment } from '../../src/storage/sql.js';
import { SqliteConnection } from '../../src/storage/sqlite-connection.js';
import type { EngineName } from '../application.js';

/** The exchanges with the database while some work is done, each with the text of what was sent. */
export async function sentDuring(engine: EngineName, work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const note = (statements: readonly Fragment[]) =>
    sent.push(statements.map((statement) => statement.text).join(';'));
  const connection = (engine === 'mysql' ? MysqlConnection : SqliteConnection).prototype;
  const spies = [watch(connection, 'rows', note), watch(connection, 'change', note)];
  if (engine === 'mysql') spies.push(watch(MysqlConnection.prototype, 'block', note));
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return sent;
}

type Sender = Record<string, (statement: Fragment | readonly Fragment[]) => unknown>;

function watch(prototype: object, name: string, note: (statements: readonly Fragment[]) => void) {
  const original = (prototype as Sender)[name] as Sender[string];
  return jest.spyOn(prototype as Sender, name).mockImplementation(function (this: unknown, statement) {
    note([statement].flat() as Fragment[]);
    return original.call(this, statement);
  });
}
