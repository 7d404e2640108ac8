import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection } from 'mysql2/promise';
import { type Guardian, startGuardian } from './guardian.js';

export interface MariaDbOptions {
  /** Off: the log is not flushed at commit. Quicker, and of no use to a test that kills the server. */
  durable?: boolean;
  bufferPool?: string;
  logFile?: string;
}

/** A private MariaDB server on 127.0.0.1 in a folder of its own; both are gone when this process is. */
export interface MariaDb {
  readonly port: number;
  /** Of the running server; it changes with `restart`. */
  readonly pid: number;
  url(database: string): string;
  /** Makes an empty database and answers its URL. */
  createDatabase(name?: string): Promise<string>;
  /** `kill -9`: nothing is flushed that was not flushed at commit. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and port, after `kill` or while it runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Answers undefined where no MariaDB is installed. */
export async function startMariaDb(options: MariaDbOptions = {}): Promise<MariaDb | undefined> {
  const server = findProgram('mariadbd', 'mysqld');
  const install = findProgram('mariadb-install-db', 'mysql_install_db');
  if (!server || !install) return undefined;
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mariadb-')));
  const guardian = startGuardian();
  guardian.folder(folder);
  try {
    await createDataFolder(install, folder, guardian);
    return await bootOnFreePort(server, folder, options, guardian);
  } catch (error) {
    await guardian.finish();
    throw error;
  }
}

async function bootOnFreePort(
  server: string,
  folder: string,
  options: MariaDbOptions,
  guardian: Guardian,
): Promise<MariaDb> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return await controls(() => boot(server, folder, port, options, guardian), port, guardian).start();
    } catch (error) {
      // Another process may have taken the port in between.
      if (attempt === 3) throw error;
    }
  }
}

function controls(bootOnce: () => Promise<Running>, port: number, guardian: Guardian) {
  let running: Running | undefined;
  const end = async (signal: NodeJS.Signals) => {
    await running?.end(signal);
    running = undefined;
  };
  const database: MariaDb = {
    port,
    get pid() {
      if (!running) throw new Error('MariaDB is not running.');
      return running.pid;
    },
    url: (name) => `mysql://root@127.0.0.1:${port}/${name}`,
    createDatabase: async (name = `test_${randomBytes(6).toString('hex')}`) => {
      const connection = await connect(port);
      await connection.query(`CREATE DATABASE \`${name}\``);
      await connection.end();
      return database.url(name);
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      running = await bootOnce();
    },
    stop: async () => {
      await end('SIGTERM');
      await guardian.finish();
    },
  };
  return {
    start: async () => {
      running = await bootOnce();
      return database;
    },
  };
}

interface Running {
  pid: number;
  end(signal: NodeJS.Signals): Promise<void>;
}

async function boot(
  program: string,
  folder: string,
  port: number,
  { durable = true, bufferPool = '64M', logFile = '48M' }: MariaDbOptions,
  guardian: Guardian,
): Promise<Running> {
  const child = guardian.spawn(program, [
    '--no-defaults',
    ...asRoot(),
    `--datadir=${join(folder, 'data')}`,
    `--tmpdir=${folder}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--log-error=${join(folder, 'error.log')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--skip-log-bin',
    '--performance-schema=OFF',
    '--max-connections=300',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_general_ci',
    `--innodb-buffer-pool-size=${bufferPool}`,
    `--innodb-log-file-size=${logFile}`,
    '--innodb-doublewrite=ON',
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 0}`,
  ]);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.ref();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await gone;
    }
  };
  try {
    await untilOurs(child, join(folder, 'data'), port);
  } catch (error) {
    await end('SIGKILL');
    const log = await readFile(join(folder, 'error.log'), 'utf8').catch(() => '');
    throw new Error(`MariaDB did not start.\n${log.slice(-2000)}`, { cause: error });
  }
  return { pid: child.pid as number, end };
}

/** Waits until the server answers, and makes sure that it is not another one on the same port. */
async function untilOurs(child: ChildProcess, data: string, port: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('It ended at once.');
    try {
      const connection = await connect(port);
      const [rows] = await connection.query('SELECT @@datadir AS data');
      await connection.end();
      if ((rows as { data: string }[])[0]?.data === `${data}/`) return;
      throw new Error(`Port ${port} belongs to another server.`);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ECONNREFUSED' || Date.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

async function createDataFolder(program: string, folder: string, guardian: Guardian): Promise<void> {
  const child = guardian.spawn(program, [
    '--no-defaults',
    ...asRoot(),
    `--datadir=${join(folder, 'data')}`,
    '--auth-root-authentication-method=normal',
    '--skip-name-resolve',
    '--skip-test-db',
  ]);
  child.ref();
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${program} ended with ${code}.`);
}

/** The daemon refuses to run as root unless it is told to. */
const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

const connect = (port: number): Promise<Connection> =>
  createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 5000 });

function findProgram(...names: string[]): string | undefined {
  const { PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  folders.push('/usr/bin', '/usr/local/bin', '/usr/libexec', '/opt/homebrew/bin', '/usr/local/mysql/bin');
  return names
    .flatMap((name) => folders.map((folder) => join(folder || '.', name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Below the range that systems take ports for outgoing connections from, so that none of those takes it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
