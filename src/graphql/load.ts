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
  const groups = new Map<string, number[]>();
  for (const [place, query] of queries.entries()) {
    const key = keyOf(query);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  const answers = new Array<T>(queries.length);
  for (const places of groups.values()) {
    const group = places.flatMap((place) => queries[place] ?? []);
    const found = await answer(group);
    for (const [index, place] of places.entries()) answers[place] = found[index] as T;
  }
  return answers;
}
