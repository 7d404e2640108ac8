import { join } from 'node:path';
import { type MariaDb, startMariaDb } from '../test/mariadb.js';
import type { EngineName } from './options.js';
import { cpuMs, type Workshop } from './processes.js';

/** Where the databases of all servers are, so that they share one engine and its settings. */
export interface Engine {
  name: EngineName;
  /** The URL of a new, empty database. */
  createDatabase(name: string): Promise<string>;
  /** Processor time that the engine used outside of the servers. */
  cpuMs(): number;
  stop(): Promise<void>;
}

/** Answers undefined where the engine is not installed. */
export async function startEngine(name: EngineName, workshop: Workshop): Promise<Engine | undefined> {
  if (name === 'SQLite') {
    return {
      name,
      createDatabase: async (database) => `sqlite:${join(workshop.folder, `${database}.sqlite`)}`,
      cpuMs: () => 0,
      stop: async () => {},
    };
  }
  const server: MariaDb | undefined = await startMariaDb({ bufferPool: '1G', logFile: '512M' });
  return (
    server && {
      name,
      createDatabase: (database) => server.createDatabase(database),
      cpuMs: () => cpuMs(server.pid),
      stop: () => server.stop(),
    }
  );
}
