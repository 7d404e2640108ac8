/** What a field will hold: an omitted one keeps what it held. */
export function given<T>(asked: T | undefined, before: T | undefined): T | null {
  return asked === undefined ? (before ?? null) : asked;
}

/** Whether two records hold the same in every field of the first; lists and trees by what stands in them. */
export function isSame<R extends object>(after: R, before: R): boolean {
  return (Object.keys(after) as (keyof R)[]).every((field) => isSameValue(after[field], before[field]));
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
