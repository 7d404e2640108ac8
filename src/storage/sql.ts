/** What may stand for a `?`. */
export type Value = string | number | bigint | Buffer | null;

/** A piece of SQL with the values of its question marks. */
export interface Fragment {
  readonly text: string;
  readonly values: readonly Value[];
}

/** Names of two columns, and what stands in them. */
export type Columns = readonly [string, string];
export type Numbers = readonly [number, number];
export type NumberRows = readonly (readonly number[])[];

export type Row = Readonly<Record<string, unknown>>;

/** Sends statements, in the transaction of the unit of work if one has begun. */
export interface Sql {
  readonly dialect: Dialect;
  all<T extends object = Row>(statement: Fragment): Promise<readonly T[]>;
  /** Answers how many rows changed. */
  run(statement: Fragment): Promise<number>;
}

/** The few places in which SQLite and MySQL want other words for the same thing. */
export interface Dialect {
  readonly engine: 'sqlite' | 'mysql';
  /** `column IN (these numbers)`; an empty list matches nothing. */
  inNumbers(column: string, numbers: readonly number[]): Fragment;
  inIds(column: string, ids: readonly Buffer[]): Fragment;
  inTexts(column: string, texts: readonly string[]): Fragment;
  /** Ends an INSERT so that rows whose key exists stay untouched; `column` is any column of the key. */
  keepExisting(table: string, column: string): string;
  /** Updates the rows of a table that have the numbers of a list, in these columns, and fit the condition. */
  updateListed(
    table: string,
    set: Fragment,
    columns: readonly string[],
    rows: NumberRows,
    condition: Fragment,
  ): Fragment;
  /** Ends an INSERT so that rows whose key exists, usually their number, get the values of these columns. */
  overwrite(columns: readonly string[], key?: string): string;
  /** Sets a column of rows, found by number, each to a number of its own. */
  setNumbers(table: string, column: string, values: readonly { no: number; value: number }[]): Fragment;
  /** Puts departments elsewhere in the tree. */
  placeDepartments(places: readonly { no: number; parentNo: number | null; path: string }[]): Fragment;
  /** Inserts pairs of numbers into a table whose key they are, all with one more number; those that are there stay. */
  insertPairs(
    table: string,
    columns: Columns,
    pairs: readonly Numbers[],
    beside?: readonly [column: string, value: number],
  ): Fragment;
  /** Deletes the rows of a table that have the pairs of a list in these columns. */
  deletePairs(table: string, columns: Columns, pairs: readonly Numbers[]): Fragment;
  /** A table of numbers to select from, with columns of these names. */
  numberTable(columns: readonly string[], rows: NumberRows): Fragment;
  /** A table of activities to select from, with the columns `no` and `decision_no`. */
  decisionTable(decisions: readonly (readonly [activityNo: number, number: bigint])[]): Fragment;
  /**
   * Joins so that the optimiser keeps the order in which the tables stand. After many rows have come at once it may
   * believe for minutes that a table has one user, and read all of it to find a few rows.
   */
  readonly joinInOrder: string;
  /** Ends a SELECT so that its rows stay locked until the transaction ends. */
  readonly lockRows: string;
  /** The same, so that others may lock them likewise meanwhile, but not change them. */
  readonly shareRows: string;
  /** Names in one statement; longer lists are cut into several. */
  readonly slice: number;
  /** Pairs in one INSERT … SELECT. */
  readonly pairsAtOnce: number;
}

/** `sql` as a tag: values become question marks, fragments are spliced in. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Value | Fragment)[]): Fragment {
  let text = texts[0] ?? '';
  const values: Value[] = [];
  for (const [index, part] of parts.entries()) {
    if (isFragment(part)) {
      text += part.text;
      for (const value of part.values) values.push(value);
    } else {
      text += '?';
      values.push(part);
    }
    text += texts[index + 1] ?? '';
  }
  return { text, values };
}

/** SQL text as it stands: for names of columns and engine words, never for anything from outside. */
export function raw(text: string): Fragment {
  return { text, values: [] };
}

export function join(parts: readonly Fragment[], separator: string): Fragment {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  };
}

/** All of the conditions; true where there is none. */
export function allOf(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? raw('1 = 1') : join(conditions, ' AND ');
}

/** Conditions in a row, which an engine reads as one below the other: SQLite goes no deeper than 1,000. */
const flat = 200;

/** Any of the conditions; false where there is none. */
export function anyOf(conditions: readonly Fragment[]): Fragment {
  if (conditions.length === 0) return raw('1 = 0');
  if (conditions.length > flat) {
    const middle = Math.ceil(conditions.length / 2);
    return anyOf([anyOf(conditions.slice(0, middle)), anyOf(conditions.slice(middle))]);
  }
  const joined = join(conditions, ' OR ');
  return { text: `(${joined.text})`, values: joined.values };
}

function isFragment(part: Value | Fragment): part is Fragment {
  return typeof part === 'object' && part !== null && !Buffer.isBuffer(part);
}

/** Cuts a list into slices of at most `size`. */
export function* slices<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

/** The same for what is not a list yet. */
export function* portions<T>(all: Iterable<T>, size: number): Generator<readonly T[]> {
  let portion: T[] = [];
  for (const one of all) {
    portion.push(one);
    if (portion.length < size) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
