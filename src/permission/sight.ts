import type { Caller } from './caller.js';
import { type Reach, topmost } from './reach.js';

/** What a caller sees of what belongs to a user: departments that somebody manages, and groups. */
export interface Sight {
  /** Paths of the topmost departments; `all` for whoever acts on everyone. */
  readonly departments: 'all' | readonly string[];
  /** Numbers of groups; `all` for whoever may read groups. */
  readonly groups: 'all' | readonly number[];
  /** Of this user everything is seen: nobody has secrets before themself. */
  readonly self: number | null;
}

export const seesAll: Sight = { departments: 'all', groups: 'all', self: null };

/**
 * What a caller sees: departments within reach of any of their roles, and the groups that they may read (`groupReach`:
 * how far that permission goes; undefined where they lack it).
 */
export function sightOf(caller: Caller, groupReach: Reach | undefined): Sight {
  if (caller.kind !== 'user' || groupReach?.everyone) return seesAll;
  const departments = caller.roles.flatMap((role) => ('departments' in role ? role.departments : []));
  const readsGroups = groupReach !== undefined && groupReach.departments.length > 0;
  return {
    departments: topmost(departments),
    groups: readsGroups ? 'all' : (groupReach?.groups ?? []),
    self: caller.userNo,
  };
}
