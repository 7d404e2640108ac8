import type { InputOf } from '../contract/operations.js';
import type { Names } from '../contract/selection.js';
import { followSources } from '../enrollment/follow-sources.js';
import type { Caller } from '../permission/caller.js';
import { giveRoles } from '../permission/give-roles.js';
import type { Work } from '../work.js';
import { giveGroups } from './give-groups.js';
import { giveProfileValues } from './give-profile-values.js';

type Parts = Pick<InputOf<'updateUser'>, 'profileFields' | 'roles' | 'groupIds' | 'groupRefs'>;

/**
 * Gives a user, whose row is locked or new, what a request says of profile fields, roles and groups; then the SMART
 * groups follow. Answers the names of what changed.
 */
export async function giveUserParts(
  work: Work,
  caller: Caller,
  user: { readonly no: number; readonly id: string; readonly isNew: boolean; readonly changed: boolean },
  asked: Parts,
): Promise<readonly string[]> {
  const values = await giveProfileValues(work, user, asked.profileFields, '/profileFields');
  const changed = values.map((name) => `profileFields.${name}`);
  if (asked.roles && (await giveRoles(work, caller, user.no, asked.roles, '/roles'))) changed.push('roles');
  const groups = groupNames(asked);
  if (groups && (await giveGroups(work, caller, user, groups))) changed.push('groups');
  if (user.changed || changed.length > 0) {
    await work.groups.refreshSmart([user.no]);
    await followSources(work, { kind: 'unit', userNos: [user.no] });
  }
  return changed;
}

function groupNames({ groupIds, groupRefs }: Parts): Names | undefined {
  if (groupIds) return { by: 'id', path: '/groupIds', values: groupIds };
  return groupRefs && { by: 'ref', path: '/groupRefs', values: groupRefs };
}
