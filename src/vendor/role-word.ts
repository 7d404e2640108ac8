import type { assignableRoles } from '../contract/user.js';

type Role = (typeof assignableRoles)[number] | 'learner';

/** A role as integrations written for iSpring Learn ask for it. */
export interface ForeignRole {
  readonly role: Role;
  /** The custom role of this ref is meant, unless the request names one by id. */
  readonly roleRef?: string;
}

const learner: ForeignRole = { role: 'learner' };
const publisher: ForeignRole = { role: 'custom', roleRef: 'publisher' };
const departmentAdministrator: ForeignRole = { role: 'department_administrator' };
const administrator: ForeignRole = { role: 'administrator' };
const owner: ForeignRole = { role: 'owner' };

/**
 * What the words and numbers of all generations of that system mean here. Its publishers and authors are custom roles;
 * a supervisor is whom others report to, which nobody is given: such a person is a learner.
 */
const meanings: ReadonlyMap<string, ForeignRole> = new Map([
  ['10', learner],
  ['20', publisher],
  ['30', departmentAdministrator],
  ['40', administrator],
  ['learner', learner],
  ['learners', learner],
  ['supervisor', learner],
  ['publisher', publisher],
  ['publishers', publisher],
  ['course_author', publisher],
  ['course_authors', publisher],
  ['department_administrator', departmentAdministrator],
  ['department_administrators', departmentAdministrator],
  ['administrator', administrator],
  ['administrators', administrator],
  ['account_administrator', administrator],
  ['account_administrators', administrator],
  ['owner', owner],
  ['account_owner', owner],
  ['custom', { role: 'custom' }],
]);

export const foreignRoleWords: readonly string[] = [...meanings.keys()];

/** What such a word or number means; undefined where it means nothing. */
export function foreignRole(word: string): ForeignRole | undefined {
  return meanings.get(word.trim().toLowerCase());
}

/** The word under which such an integration reads a role: those that its system does not have are custom ones. */
export function foreignRoleWord(role: Role): string {
  return role === 'planner' || role === 'group_manager' ? 'custom' : role;
}
