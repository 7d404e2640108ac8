import { isUuid } from '../contract/identifier.js';
import type { ComplaintList } from './complaint-list.js';
import type { Thing } from './organization.js';

/** Something that is there already, or will be after the load. */
export interface Member extends Thing {
  /** 0 until it is added. */
  no: number;
  /** As it will be. */
  ref: string | null;
  /** Where in the file it stands, if it does. */
  place: number | undefined;
}

/** How an entry is told from others. */
export interface Named {
  readonly id?: string;
  readonly ref?: string;
}

/** All things of one kind that a file may name: finds them by id and by ref as these will be after the load. */
export class Directory {
  readonly #ids = new Map<string, Member>();
  readonly #refsBefore = new Map<string, Member>();
  readonly #refsInFile = new Map<string, Member>();

  /** `kind` is the name of the file's array, `what` that of one thing, `key` of the field that holds its ref. */
  constructor(
    readonly kind: string,
    readonly what: string,
    readonly complaints: ComplaintList,
    readonly newId: () => string,
    readonly key: 'ref' | 'name' = 'ref',
  ) {}

  /** Takes in things that are there already. */
  admit(things: readonly Thing[]): readonly Member[] {
    return things.map(({ no, id, ref }) => {
      const member: Member = { no, id, ref, place: undefined };
      this.#ids.set(id, member);
      if (ref !== null) this.#refsBefore.set(ref, member);
      return member;
    });
  }

  /**
   * Finds or makes the thing of every entry; undefined, with a complaint, where id and ref disagree with each other
   * or with another entry. Those with an id go first: a ref that one of them gives up is free for others, in
   * whatever order they stand, and two may swap theirs.
   */
  enter(entries: readonly Named[]): readonly (Member | undefined)[] {
    for (const { id, ref } of entries) {
      const member = id === undefined ? undefined : this.#ids.get(id.toLowerCase());
      if (member && ref !== undefined) member.ref = ref;
    }
    const members = new Array<Member | undefined>(entries.length).fill(undefined);
    for (const withId of [true, false]) {
      for (const [place, entry] of entries.entries()) {
        if ((entry.id !== undefined) === withId) members[place] = this.#enterOne(entry, place);
      }
    }
    return members;
  }

  /** A text that is a UUID is looked for as id first, then as ref. */
  find(name: string): Member | undefined {
    const byId = isUuid(name) ? this.#ids.get(name.toLowerCase()) : undefined;
    return byId ?? this.#refsInFile.get(name) ?? this.#stillNamed(name);
  }

  /** The same, with a complaint where there is none. */
  refer(name: string, path: string): Member | undefined {
    const member = this.find(name);
    if (!member) this.complaints.add(path, 'unknown', `There is no ${this.what} '${name}'.`);
    return member;
  }

  #enterOne({ id, ref }: Named, place: number): Member | undefined {
    const key = id?.toLowerCase();
    const byId = key === undefined ? undefined : this.#ids.get(key);
    const byRef = ref === undefined ? undefined : (this.#refsInFile.get(ref) ?? this.#stillNamed(ref));
    const known = byId ?? byRef;
    if (this.#complain(key, ref, byId, byRef, place)) {
      // Whoever names this entry has done nothing wrong.
      if (known && key !== undefined) this.#ids.set(key, byId ?? known);
      if (known && ref !== undefined && !byRef) this.#refsInFile.set(ref, known);
      return undefined;
    }
    const member = known ?? { no: 0, id: key ?? this.newId(), ref: null, place };
    member.place = place;
    this.#ids.set(member.id, member);
    if (ref !== undefined) {
      member.ref = ref;
      this.#refsInFile.set(ref, member);
    }
    return member;
  }

  #stillNamed(ref: string): Member | undefined {
    const member = this.#refsBefore.get(ref);
    return member?.ref === ref ? member : undefined;
  }

  #complain(
    id: string | undefined,
    ref: string | undefined,
    byId: Member | undefined,
    byRef: Member | undefined,
    place: number,
  ): boolean {
    const path = `/${this.kind}/${place}`;
    const twin = byId?.place === undefined ? byRef?.place : byId.place;
    if (twin !== undefined) {
      const field = byId?.place === undefined ? this.key : 'id';
      this.complaints.add(`${path}/${field}`, 'duplicate', `/${this.kind}/${twin} is the same ${this.what}.`);
      return true;
    }
    if (id === undefined || !byRef || byRef === byId) return false;
    if (byId)
      this.complaints.add(
        `${path}/${this.key}`,
        'taken',
        `'${ref}' is the ${this.key} of another ${this.what}.`,
      );
    else this.complaints.add(`${path}/id`, 'taken', `The ${this.what} '${ref}' has the id ${byRef.id}.`);
    return true;
  }
}
