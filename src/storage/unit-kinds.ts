/** Kinds of units, as the database numbers them. */
export const unitKinds = { group: 0 } as const;
