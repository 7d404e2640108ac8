/** What is waited for at most, in milliseconds, before a request fails `unavailable`. */
export interface Bounds {
  /** On MySQL, for the answer to one statement. */
  readonly statement: number;
  /** On MySQL, for a row that another request has locked. */
  readonly lock: number;
  /** On MySQL, for a connection while others use them all. */
  readonly connection: number;
  /** On MySQL, for the server to let a new connection in. */
  readonly entry: number;
  /** On SQLite, for one's turn to write, and then for another process that writes the same file. */
  readonly turn: number;
}

export const usualBounds: Bounds = {
  statement: 60_000,
  lock: 10_000,
  connection: 10_000,
  entry: 5_000,
  turn: 10_000,
};
