import { Failure, failureAt, pointer, type Violation, violationsTold } from '../contract/failure.js';
import type { Names } from '../contract/selection.js';
import { sameRoles } from '../organization/held-role.js';
import type { Work } from '../work.js';
import { authorize, isAccountWide } from './authorize.js';
import type { Caller } from './caller.js';
import { checkLastOwner } from './check-last-owner.js';
import { checkRank } from './check-rank.js';
import { heldOver, placeOf, type ReadRole, type RoleEntry, readRole } from './role-entry.js';
import type { RoleOfUser, RoleToHold } from './roles.js';

/**
 * Gives a user exactly these roles, and answers whether that changes anything: the same ones in another order, or said
 * twice, do not, and need no permission. Others need `role.assign`; an administrator neither makes owners nor unmakes
 * them; the account keeps its last active owner. `path` is where the list of roles stands.
 */
export async function giveRoles(
  work: Pick<Work, 'roles'>,
  caller: Caller,
  userNo: number,
  asked: readonly RoleEntry[],
  path: string,
): Promise<boolean> {
  const wrong: Violation[] = [];
  const read = asked.flatMap((entry, place) => readRole(entry, path + pointer(place), wrong) ?? []);
  settle(wrong);
  await work.roles.lockUser(userNo);
  const roles = await resolve(work, read, wrong);
  // Whoever may change no roles is not told which departments, groups and roles there are.
  if (wrong.length > 0 && !isAccountWide(caller)) throw mayNot(path);
  settle(wrong);
  const before = await work.roles.heldBy([userNo]);
  if (sameRoles(roles, before.map(stored))) return false;
  mayAssign(caller, path);
  await checkRank(work, caller, [{ no: userNo, path }]);
  const makesOwner = roles.some(({ role }) => role === 'owner');
  const wasOwner = before.some(({ role }) => role === 'owner');
  if (makesOwner && !wasOwner && caller.kind === 'user' && !caller.roles.some(({ role }) => role === 'owner'))
    throw failureAt('forbidden', path, 'owner', 'Only an owner makes somebody an owner.');
  if (wasOwner && !makesOwner) await checkLastOwner(work, [{ no: userNo, path }]);
  await work.roles.replace(userNo, roles);
  return true;
}

/** The roles with the numbers of what they are held over, each role once; what is unknown goes to `wrong`. */
async function resolve(
  { roles }: Pick<Work, 'roles'>,
  read: readonly ReadRole[],
  wrong: Violation[],
): Promise<readonly RoleToHold[]> {
  const customs = await inOne(
    read,
    (role) => role.custom,
    wrong,
    'role',
    async (names) => (await roles.find(names)).map((role) => role?.no ?? 0),
  );
  const departments = await inOne(
    read,
    (role) => role.departments,
    wrong,
    'department',
    roles.lockDepartments,
  );
  const groups = await inOne(read, (role) => role.groups, wrong, 'group', roles.lockGroups);
  const all = new Map<string, { role: RoleToHold['role']; customRoleNo: number | null; over: Set<number> }>();
  for (const [place, { builtIn }] of read.entries()) {
    if (builtIn === 'learner') continue;
    const role = builtIn ?? 'custom';
    const customRoleNo = customs[place]?.[0] ?? null;
    const key = `${role} ${customRoleNo}`;
    const known = all.get(key) ?? { role, customRoleNo, over: new Set() };
    for (const no of [...(departments[place] ?? []), ...(groups[place] ?? [])]) known.over.add(no);
    all.set(key, known);
  }
  return [...all.values()].map(({ role, customRoleNo, over }) => {
    const nos = [...over];
    const isOfGroups = heldOver(role === 'custom' ? undefined : role) === 'groups';
    return { role, customRoleNo, departmentNos: isOfGroups ? [] : nos, groupNos: isOfGroups ? nos : [] };
  });
}

/** Looks up one list of every entry, all of them together, and answers the numbers found entry by entry. */
async function inOne(
  read: readonly ReadRole[],
  listOf: (role: ReadRole) => Names | undefined,
  wrong: Violation[],
  what: string,
  find: (names: Names) => Promise<readonly number[]>,
): Promise<readonly (readonly number[])[]> {
  const found = read.map((): number[] => []);
  for (const by of ['id', 'ref'] as const) {
    const lists = read.map(listOf).map((names) => (names?.by === by ? names : undefined));
    const values = lists.flatMap((names) => names?.values ?? []);
    if (values.length === 0) continue;
    const nos = await find({ by, path: '', values });
    let next = 0;
    for (const [entry, names] of lists.entries()) {
      for (const place of names?.values.keys() ?? []) {
        const no = nos[next++] ?? 0;
        if (no !== 0) found[entry]?.push(no);
        else if (names)
          wrong.push({ path: placeOf(names, place), rule: 'unknown', message: `There is no such ${what}.` });
      }
    }
  }
  return found;
}

function stored({ role, custom, departments, groups }: RoleOfUser): RoleToHold {
  return {
    role,
    customRoleNo: custom?.no ?? null,
    departmentNos: departments.map(({ no }) => no),
    groupNos: groups.map(({ no }) => no),
  };
}

function mayAssign(caller: Caller, path: string): void {
  try {
    authorize(caller, 'role.assign');
  } catch (error) {
    throw error instanceof Failure && error.code === 'forbidden' ? mayNot(path) : error;
  }
}

function mayNot(path: string): Failure {
  return failureAt('forbidden', path, 'permission', 'You lack the permission role.assign.');
}

function settle(wrong: readonly Violation[]): void {
  const [first] = wrong;
  if (first) throw new Failure('invalid', first.message, { violations: wrong.slice(0, violationsTold) });
}
