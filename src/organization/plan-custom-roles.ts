import type { InputOf } from '../contract/operations.js';
import type { AssignablePermission } from '../contract/permission.js';
import { given } from './file-record.js';
import type { CustomRoleRecord } from './organization.js';
import type { Loading } from './plan.js';
import { type PlannedThings, planThings } from './plan-things.js';

type Entry = NonNullable<InputOf<'loadOrganization'>['roles']>[number];

/** Judges the custom roles of a file. */
export async function planCustomRoles(
  loading: Loading,
  entries: readonly Entry[],
): Promise<PlannedThings<CustomRoleRecord>> {
  const planned = await planThings<Entry, CustomRoleRecord>(loading, {
    array: 'roles',
    what: 'custom role',
    things: loading.work.organization.customRoles,
    entries,
    complain(entry, path, before) {
      if (!before && entry.title === undefined)
        loading.complaints.add(`${path}/title`, 'required', 'A new role needs a title.');
    },
    after: (entry, { no, id, ref }, before) => ({
      no,
      id,
      ref,
      title: entry.title ?? before?.title ?? '',
      description: given(entry.description, before?.description),
      permissions: permissionsAfter(entry.permissions, before?.permissions),
    }),
  });
  planned.judge();
  return planned;
}

/** The order of permissions means nothing: the same ones in another order stay as they are. */
function permissionsAfter(
  asked: readonly AssignablePermission[] | undefined,
  before: readonly AssignablePermission[] = [],
): readonly AssignablePermission[] {
  if (asked === undefined) return before;
  const isSame = asked.length === before.length && asked.every((permission) => before.includes(permission));
  return isSame ? before : asked;
}
