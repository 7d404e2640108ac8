/**
 * Whom a permission reaches, for one caller. Storage makes it part of the query, so that what is out of reach and
 * what does not exist run the same statements and look alike.
 */
export interface Reach {
  readonly everyone: boolean;
  /** Paths of the topmost departments reached; a path reaches itself and everything below. */
  readonly departments: readonly string[];
  /** Reaches the members of the groups with these numbers. */
  readonly groups: readonly number[];
  /** Reaches the users whose manager has this number. */
  readonly reportsOf: number | null;
  /** Reaches the user with this number. */
  readonly self: number | null;
  /** Reaches whoever has an enrollment in force in one of the activities with these numbers; usually left out. */
  readonly enrolledIn?: readonly number[];
}

export const everyone: Reach = {
  everyone: true,
  departments: [],
  groups: [],
  reportsOf: null,
  self: null,
};

export const nobody: Reach = { ...everyone, everyone: false };

/** Leaves out the departments that lie below another one of the list. */
export function topmost(paths: readonly string[]): readonly string[] {
  const sorted = [...new Set(paths)].sort();
  const top: string[] = [];
  for (const path of sorted) {
    const last = top.at(-1);
    if (last === undefined || !path.startsWith(last)) top.push(path);
  }
  return top;
}

/** Whether somebody in this department, with this manager, number and groups, is reached. */
export function reaches(
  reach: Reach,
  person: {
    readonly no: number;
    readonly departmentPath: string;
    readonly managerNo: number | null;
    readonly groups?: readonly number[];
  },
): boolean {
  return (
    reach.everyone ||
    reach.self === person.no ||
    (reach.reportsOf !== null && reach.reportsOf === person.managerNo) ||
    reach.groups.some((group) => person.groups?.includes(group) === true) ||
    reach.departments.some((path) => person.departmentPath.startsWith(path))
  );
}

/** Whether a reach goes beyond the caller themself. */
export function isForOthers(reach: Reach | undefined): boolean {
  if (!reach) return false;
  return (
    reach.everyone || reach.departments.length > 0 || reach.groups.length > 0 || reach.reportsOf !== null
  );
}
