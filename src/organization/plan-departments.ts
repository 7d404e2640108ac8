import type { InputOf } from '../contract/operations.js';
import { deepestDepartment as deepest, measureTree, pathsOf } from './department-tree.js';
import { Directory, type Member } from './directory.js';
import { given, isSame } from './file-record.js';
import type { DepartmentRecord } from './organization.js';
import { emptyTally, type Loading, type Plan } from './plan.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['departments']>[number];

/** Judges the departments of a file, and the tree as it will be. */
export async function planDepartments(
  { work, complaints, newId }: Loading,
  entries: readonly Entry[],
): Promise<{ readonly directory: Directory; readonly plan: Plan }> {
  const { departments } = work.organization;
  const stored = await departments.all();
  const directory = new Directory('departments', 'department', complaints, newId);
  const known = new Map(directory.admit(stored).map((member) => [member.no, member]));
  const before = new Map(stored.map((record) => [known.get(record.no), record]));
  const members = directory.enter(entries);
  const parents = new Map<Member, Member | null | undefined>();
  for (const { no, parentNo } of stored) {
    const member = known.get(no);
    if (member) parents.set(member, parentNo === null ? null : known.get(parentNo));
  }
  const tally = emptyTally();
  const entered = new Map<Member, Entry>();
  for (const [place, entry] of entries.entries()) {
    const member = members[place];
    if (!member) continue;
    entered.set(member, entry);
    const path = `/departments/${place}`;
    const record = before.get(member);
    if (!record && entry.name === undefined)
      complaints.add(`${path}/name`, 'required', 'A new department needs a name.');
    const { parentRef } = entry;
    if (typeof parentRef === 'string') parents.set(member, directory.refer(parentRef, `${path}/parentRef`));
    else if (parentRef === null || !record) parents.set(member, null);
    if (!record) tally.added += 1;
    else if (
      isSame(described(member, entry, record), record) &&
      parentNo(parents, member) === record.parentNo
    ) {
      tally.unchanged += 1;
    } else tally.changed += 1;
  }
  complainAboutTree();
  return { directory, plan: { tally, write } };

  function complainAboutTree(): void {
    const at = (member: Member) => `/departments/${member.place}/parentRef`;
    const roots = [...parents].filter(([, parent]) => parent === null).map(([member]) => member);
    const root = roots.find((member) => before.get(member)?.parentNo === null) ?? roots[0];
    for (const other of roots) {
      if (other === root) continue;
      complaints.add(
        at(other),
        'required',
        `'${root?.ref ?? root?.id}' is the root already; name the department above.`,
      );
    }
    const { depths, circular } = measureTree(parents);
    for (const member of circular) {
      if (entered.get(member)?.parentRef === undefined) continue;
      complaints.add(at(member), 'cycle', 'The department would lie below itself.');
    }
    const deep = new Set<Member>();
    for (const [member, depth] of depths) {
      let moved: Member | null | undefined = depth > deepest ? member : undefined;
      while (moved && entered.get(moved)?.parentRef === undefined) moved = parents.get(moved);
      if (moved) deep.add(moved);
    }
    for (const member of deep) {
      complaints.add(at(member), 'depth', `Departments would be more than ${deepest} deep.`);
    }
  }

  async function write(): Promise<void> {
    if (tally.added + tally.changed === 0) return;
    await departments.free(
      [...before].flatMap(([member, record]) => (member && member.ref !== record.ref ? [record.no] : [])),
    );
    const fresh = [...entered].filter(([member]) => !before.has(member));
    // Numbers come first: they make the paths, for which ids stand in until then.
    const nos = await departments.add(
      fresh.map(([member, entry]) => ({
        ...described(member, entry, undefined),
        parentNo: null,
        path: member.id,
      })),
    );
    for (const [index, [member]] of fresh.entries()) member.no = nos[index] ?? 0;
    const changes: DepartmentRecord[] = [];
    for (const [member, path] of pathsOf(parents, (node) => node.no)) {
      const record = before.get(member);
      const after = {
        ...described(member, entered.get(member), record),
        parentNo: parentNo(parents, member),
        path,
      };
      if (!record || !isSame(after, record)) changes.push(after);
    }
    await departments.change(changes);
  }
}

type Described = Omit<DepartmentRecord, 'parentNo' | 'path'>;

function described(
  member: Member,
  entry: Entry | undefined,
  before: DepartmentRecord | undefined,
): Described {
  return {
    no: member.no,
    id: member.id,
    ref: member.ref,
    name: entry?.name ?? before?.name ?? '',
    code: given(entry?.code, before?.code),
  };
}

/** 0 where the parent has no number yet. */
function parentNo(parents: ReadonlyMap<Member, Member | null | undefined>, member: Member): number | null {
  return parents.get(member)?.no ?? null;
}
