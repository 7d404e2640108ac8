/** Of the fields asked for, those that differ from what there is; a field that is undefined was not asked for. */
export function changedFields<T extends object>(
  before: T,
  asked: { readonly [K in keyof T]?: T[K] | undefined },
): Partial<T> {
  const changed = Object.entries(asked).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof T]),
  );
  return Object.fromEntries(changed) as Partial<T>;
}

/** Only the fields that were asked for. */
export function given<T extends object>(asked: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as never;
}
