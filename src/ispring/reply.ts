/** What is answered, before it is written in JSON or XML. */
export interface Reply {
  readonly status: 200 | 201 | 204;
  /** Left out where the answer is empty. */
  readonly body?: Shown;
}

/** A value of an answer; undefined fields are left out. */
export type Shown =
  | string
  | number
  | boolean
  | null
  | List
  | Wrapped
  | { readonly [field: string]: Shown | undefined };

/** A plain array in JSON; in XML each entry stands in an element of this name. */
export class List {
  constructor(
    readonly item: string,
    readonly entries: readonly Shown[],
  ) {}

  toJSON(): readonly Shown[] {
    return this.entries;
  }
}

/** A plain array in JSON; in XML the element of the field itself is repeated. */
export class Repeated extends List {}

/** Bare in JSON; in XML it stands in an element of this name. */
export class Wrapped {
  constructor(
    readonly name: string,
    readonly content: Shown,
  ) {}

  toJSON(): unknown {
    return this.content instanceof List ? this.content.toJSON() : this.content;
  }
}

export function ids(list: readonly string[]): List {
  return new List('id', list);
}

export const done: Reply = { status: 200 };
export const created: Reply = { status: 201 };
export const noContent: Reply = { status: 204 };

export function shown(body: Shown): Reply {
  return { status: 200, body };
}

/** A page under the vendor's name of its entries; the token is left out on the last one. */
export function page(name: string, list: List, nextCursor: string | null): Reply {
  return shown({ [name]: list, nextPageToken: nextCursor ?? undefined });
}
