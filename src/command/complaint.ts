import { Failure } from '../contract/failure.js';
import { WrongSetting } from '../settings.js';
import { WrongCommand } from './arguments.js';

/** Why the database cannot be used, by the code of its driver's error. */
const databaseTroubles: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at the address of the database',
  ECONNRESET: 'The database broke off the connection',
  EHOSTUNREACH: 'The host of the database cannot be reached',
  ENETUNREACH: 'The host of the database cannot be reached',
  ENOTFOUND: 'The host of the database is not known',
  EAI_AGAIN: 'The host of the database is not known',
  ETIMEDOUT: 'The database does not answer in time',
  PROTOCOL_CONNECTION_LOST: 'The database broke off the connection',
  ER_ACCESS_DENIED_ERROR: 'The database does not let this user in',
  ER_DBACCESS_DENIED_ERROR: 'The database does not let this user in',
  ER_BAD_DB_ERROR: 'There is no database of this name',
  SQLITE_CANTOPEN: 'The database file cannot be opened',
  SQLITE_NOTADB: 'The database file is none of SQLite',
  SQLITE_CORRUPT: 'The database file is damaged',
  SQLITE_READONLY: 'The database file cannot be written',
  SQLITE_BUSY: 'Another program keeps the database file to itself',
  SQLITE_FULL: 'There is no room left for the database file',
  SQLITE_IOERR: 'The database file cannot be read or written',
};

type Address = { readonly HOST: string; readonly PORT: number };

/** The server cannot listen where the settings say; its cause is the error of the system. */
export class CannotListen extends Error {
  constructor(
    readonly address: Address,
    cause: unknown,
  ) {
    super('cannot listen', { cause });
  }
}

const listenTroubles: Readonly<Record<string, (address: Address) => string>> = {
  EADDRINUSE: ({ PORT }) => `Port ${PORT} is taken. Set PORT to another one.`,
  EACCES: ({ PORT }) => `Listening on port ${PORT} takes more rights. Set PORT to another one.`,
};

function cannotListen({ address, cause }: CannotListen): string {
  const { code = '' } = (cause ?? {}) as NodeJS.ErrnoException;
  const known = listenTroubles[code]?.(address);
  return known ?? `The setting HOST is wrong: “${address.HOST}” is no address of this machine (${code}).`;
}

/** What went wrong, for a person at a terminal: a sentence, and every place that is wrong. Never a stack trace. */
export function complaint(error: unknown): string {
  if (error instanceof Failure) {
    const places = error.violations.filter(({ message }) => message !== error.message);
    return [error.message, ...places.map(({ path, message }) => `  ${path || '/'}: ${message}`)].join('\n');
  }
  if (error instanceof WrongCommand || error instanceof WrongSetting) return error.message;
  if (error instanceof CannotListen) return cannotListen(error);
  const { code = '', message, syscall } = error as NodeJS.ErrnoException;
  // SQLite says more than it needs to: SQLITE_READONLY_DIRECTORY.
  const trouble = databaseTroubles[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code];
  const noFolder = syscall === 'mkdir' ? 'The folder of the database file cannot be made' : undefined;
  const why = trouble ?? noFolder;
  const database = why && `${why} (${code}). Check DATABASE_URL.`;
  const [first = ''] = String(message).split('\n', 1);
  return database ?? (first.startsWith(code) ? first : `${code}: ${first}`);
}
