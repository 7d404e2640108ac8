import { type Failure, failureAt } from '../contract/failure.js';
import { departmentNames, type Names } from '../contract/selection.js';
import { isAccountWide } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import type { DepartmentNode } from './departments.js';
import { notFound } from './find-people.js';
import type { UserRecord } from './organization.js';
import type { UserPlace } from './user-entry.js';

interface Asked {
  readonly departmentId?: string | undefined;
  readonly departmentRef?: string | undefined;
  readonly managerId?: string | null | undefined;
  readonly managerRef?: string | undefined;
}

/**
 * Where a user is to stand in the organisation. A caller of limited reach gives departments and managers within reach
 * only; whoever is the manager already may be named again. Managers named stay there until the transaction ends.
 */
export async function findUserPlace(
  work: Work,
  caller: Caller,
  reach: Reach,
  asked: Asked,
  before: UserRecord | undefined,
): Promise<UserPlace> {
  return {
    departmentNo: (await findDepartment(work, caller, reach, asked))?.no ?? before?.departmentNo ?? 0,
    managerNo: await findManager(work, caller, reach, asked, before),
  };
}

/** The department named, if one is. */
export async function findDepartment(
  work: Pick<Work, 'departments'>,
  caller: Caller,
  reach: Reach,
  asked: Asked,
): Promise<DepartmentNode | undefined> {
  const names = departmentNames(asked);
  if (!names) return undefined;
  const [department] = await work.departments.find(names, reach);
  if (department) return department;
  if (isAccountWide(caller))
    throw failureAt('invalid', names.path, 'unknown', 'There is no such department.');
  const message = 'You may not put people into this department, or there is none of this name.';
  throw failureAt('forbidden', names.path, 'out_of_reach', message);
}

async function findManager(
  { users }: Work,
  caller: Caller,
  reach: Reach,
  asked: Asked,
  before: UserRecord | undefined,
): Promise<number | null | undefined> {
  const names = managerNames(asked);
  if (!names) return asked.managerId === null ? null : undefined;
  const [no = 0] = await users.find(names, reach);
  const known = no === 0 && before?.managerNo ? await users.isCalled(before.managerNo, names) : false;
  const managerNo = known ? (before?.managerNo ?? 0) : no;
  if (managerNo === 0 || !(await users.keep(managerNo))) throw unknownManager(caller, names);
  if (managerNo === before?.no)
    throw failureAt('invalid', names.path, 'cycle', 'Nobody is their own manager.');
  return managerNo;
}

function managerNames({ managerId, managerRef }: Asked): Names | undefined {
  if (typeof managerId === 'string') return { by: 'id', path: '/managerId', values: [managerId] };
  if (managerRef !== undefined) return { by: 'ref', path: '/managerRef', values: [managerRef] };
  return undefined;
}

function unknownManager(caller: Caller, { path }: Names): Failure {
  const { code, rule, message } = notFound(caller);
  return failureAt(code, path, rule, message);
}
