import { failureAt } from '../contract/failure.js';
import { departmentNames, type Names } from '../contract/selection.js';
import { unusableAt } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Reach } from '../permission/reach.js';
import type { Work } from '../work.js';
import { findNamedDepartment } from './find-department.js';
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
    departmentNo:
      (await findNamedDepartment(work, caller, reach, departmentNames(asked)))?.no ??
      before?.departmentNo ??
      0,
    managerNo: await findManager(work, caller, reach, asked, before),
  };
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
  if (managerNo === 0 || !(await users.keep(managerNo)))
    throw unusableAt(names.path, caller, 'user', names.values[0] ?? '');
  if (managerNo === before?.no)
    throw failureAt('invalid', names.path, 'cycle', 'Nobody is their own manager.');
  return managerNo;
}

function managerNames({ managerId, managerRef }: Asked): Names | undefined {
  if (typeof managerId === 'string') return { by: 'id', path: '/managerId', values: [managerId] };
  if (managerRef !== undefined) return { by: 'ref', path: '/managerRef', values: [managerRef] };
  return undefined;
}
