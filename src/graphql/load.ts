import { Failure } from '../contract/failure.js';

/** What a loader of mercurius is handed: objects with the arguments that were asked of each. */
export interface Query<O, P = Readonly<Record<string, unknown>>> {
  readonly obj: O;
  readonly params: P;
}

/** Answers queries group by group, those with the same key together: as many requests as there are keys. */
export async function inGroups<O, P, T>(
  queries: readonly Query<O, P>[],
  keyOf: (query: Query<O, P>) => string,
  answer: (group: readonly Query<O, P>[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const groups = byKey([...queries.keys()], (place) => keyOf(queries[place] as Query<O, P>));
  const answers = new Array<T>(queries.length);
  for (const places of groups.values()) {
    const group = places.flatMap((place) => queries[place] ?? []);
    const found = await answer(group);
    for (const [index, place] of places.entries()) answers[place] = found[index] as T;
  }
  return answers;
}

/** The most that the core lists in one piece. */
export const listedAtMost = 10_000;

/** All of a list that was asked for in one piece. Fails where there is more: nothing is left out unsaid. */
export function wholeOf<T>(
  { items, nextCursor }: { readonly items: readonly T[]; readonly nextCursor: string | null },
  what: string,
  instead: string,
): readonly T[] {
  if (nextCursor === null) return items;
  throw new Failure('too_large', `There are more than 10,000 ${what}: ask for ${instead}.`);
}

/** What is found of ids that are asked for in portions, as many as one request takes. */
export async function inPortions<T>(
  ids: readonly string[],
  size: number,
  ask: (some: string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += size)
    found.push(...(await ask(ids.slice(start, start + size))));
  return found;
}

/** Items by key, each group in their order. */
export function byKey<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
