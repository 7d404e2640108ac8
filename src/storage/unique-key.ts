import { failureAt } from '../contract/failure.js';

interface DriverError {
  readonly code?: unknown;
  readonly errno?: number;
  readonly message?: string;
}

/**
 * The unique key that a write would have broken, by its first column: `ref`, `login_key`. Undefined for every
 * other error.
 */
export function brokenKey(error: unknown): string | undefined {
  const { code, errno, message = '' } = (error ?? {}) as DriverError;
  if (errno === 1062) return /for key '(?:[^'.]*\.)?([^'.]*)'$/.exec(message)?.[1];
  if (code !== 'SQLITE_CONSTRAINT_UNIQUE') return undefined;
  return /failed: \w+\.(\w+)/.exec(message)?.[1];
}

/** What to tell of a unique key: its place in the input, and what has it already, as in 'Another department has this ref.' */
export interface KeyPlace {
  readonly path: string;
  readonly message: string;
}

/**
 * Does a write and makes of a broken unique key the failure `conflict` at the place of that key, whoever was faster: by
 * the name that the engines give it (see `brokenKey`). Keys that are not named here stay the errors that they are.
 */
export async function claiming<T>(
  places: Readonly<Record<string, KeyPlace>>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const key = brokenKey(error);
    const place = key !== undefined && Object.hasOwn(places, key) ? places[key] : undefined;
    if (!place) throw error;
    throw failureAt('conflict', place.path, 'taken', place.message);
  }
}
