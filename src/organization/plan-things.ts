import { Directory, type Member, type Named } from './directory.js';
import { isSame } from './file-record.js';
import type { Catalogue, Thing } from './organization.js';
import { emptyTally, type Loading, type Plan } from './plan.js';
import { writeThings } from './write-things.js';

/** One kind of thing that stands in an array of the file and is read as a whole. */
export interface Kind<E extends Named, R extends Thing> {
  /** Name of the file's array, what one thing is called, and which field of its entry is its ref. */
  readonly array: string;
  readonly what: string;
  readonly key?: 'ref' | 'name';
  readonly things: Catalogue<R>;
  readonly entries: readonly E[];
  /** Judges one entry, once all names are known. */
  complain(entry: E, path: string, before: R | undefined, member: Member): void;
  /** The thing as it will be; an omitted field keeps what it held. Asked again when numbers are known. */
  after(entry: E, member: Member, before: R | undefined): R;
}

export interface PlannedThings<R extends Thing> {
  readonly directory: Directory;
  readonly plan: Plan;
  /** The thing of each entry, by its place; undefined where it was complained about. */
  readonly members: readonly (Member | undefined)[];
  /** Whether the file says of a thing just what is there. */
  isUnchanged(member: Member): boolean;
  /** A thing as it is now. */
  before(member: Member): R | undefined;
  /** A thing as it will be. */
  after(member: Member): R | undefined;
  /** All things as they will be. */
  all(): readonly R[];
}

/** Finds the things of one kind that a file speaks of. Judging them waits for `judge`: they may name each other. */
export async function planThings<E extends Named, R extends Thing>(
  { complaints, newId }: Pick<Loading, 'complaints' | 'newId'>,
  kind: Kind<E, R>,
): Promise<PlannedThings<R> & { readonly judge: () => void }> {
  const { array, what, things, entries } = kind;
  const stored = await things.all();
  const directory = new Directory(array, what, complaints, newId, kind.key);
  directory.admit(stored);
  const known = new Map(stored.map((record) => [record.id, record]));
  const members = directory.enter(entries);
  const tally = emptyTally();
  const differing = new Map<Member, E>();
  const before = (member: Member) => known.get(member.id);
  const isUnchanged = (member: Member) => !differing.has(member);
  return { directory, plan: { tally, write }, members, isUnchanged, before, after, all, judge };

  function after(member: Member): R | undefined {
    const entry = differing.get(member);
    return entry === undefined ? before(member) : kind.after(entry, member, before(member));
  }

  function judge(): void {
    for (const [place, entry] of entries.entries()) {
      const member = members[place];
      if (!member) continue;
      const record = before(member);
      kind.complain(entry, `/${array}/${place}`, record, member);
      if (record && isSame(kind.after(entry, member, record), record)) {
        tally.unchanged += 1;
        continue;
      }
      differing.set(member, entry);
      if (record) tally.changed += 1;
      else tally.added += 1;
    }
  }

  function all(): readonly R[] {
    const others = stored.filter((record) => !isDiffering(record));
    return [...others, ...[...differing].map(([member, entry]) => kind.after(entry, member, before(member)))];
  }

  function isDiffering(record: R): boolean {
    const member = directory.find(record.id);
    return member !== undefined && differing.has(member);
  }

  async function write(): Promise<void> {
    const records = new Map(
      [...differing].map(([member, entry]) => [member, kind.after(entry, member, before(member))]),
    );
    await writeThings(things, records, (id) => known.get(id)?.ref);
  }
}
