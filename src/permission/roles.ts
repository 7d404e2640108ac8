import type { AssignablePermission } from '../contract/permission.js';
import type { Names } from '../contract/selection.js';
import type { assignableRoles } from '../contract/user.js';

/** A named set of permissions. */
export interface CustomRole {
  readonly no: number;
  /** A UUID in lower case; never changes. */
  readonly id: string;
  readonly ref: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly permissions: readonly AssignablePermission[];
}

/** One role that somebody holds, and over what. */
export interface RoleOfUser {
  readonly userNo: number;
  readonly role: (typeof assignableRoles)[number];
  /** Which one, where the role is `custom`. */
  readonly custom: Omit<CustomRole, 'description'> | undefined;
  /** In the order of their numbers. */
  readonly departments: readonly { readonly no: number; readonly id: string; readonly path: string }[];
  readonly groups: readonly { readonly no: number; readonly id: string }[];
}

/** What somebody is to hold, as stored. */
export interface RoleToHold {
  readonly role: (typeof assignableRoles)[number];
  readonly customRoleNo: number | null;
  readonly departmentNos: readonly number[];
  readonly groupNos: readonly number[];
}

/** Custom roles, and who holds which role. */
export interface Roles {
  /** All custom roles, in the order in which they came. */
  list(): Promise<readonly CustomRole[]>;
  /** The custom roles named, in the order of the names; undefined where there is none. */
  find(names: Names): Promise<readonly (CustomRole | undefined)[]>;
  /** The one named; it stays as it is, and nobody is given it, until the transaction ends. */
  lock(names: Names): Promise<CustomRole | undefined>;
  /** Keeps others from giving or taking away roles of this user until the transaction ends. */
  lockUser(userNo: number): Promise<void>;
  /** The numbers of the departments, or groups, named, which stay there until the transaction ends; 0: there is none. */
  lockDepartments(names: Names): Promise<readonly number[]>;
  lockGroups(names: Names): Promise<readonly number[]>;
  /** Keeps others from changing who owns the account until the transaction ends; answers who does, and is active. */
  lockOwners(): Promise<readonly number[]>;
  /** What these users hold beside being learners. */
  heldBy(userNos: readonly number[]): Promise<readonly RoleOfUser[]>;
  /** Replaces what a user holds. */
  replace(userNo: number, roles: readonly RoleToHold[]): Promise<void>;
  /** How many users hold a custom role. */
  holders(no: number): Promise<number>;
  /** Fails `conflict`, as `change` does, where another role has the ref. */
  add(role: CustomRole): Promise<void>;
  change(role: CustomRole): Promise<void>;
  remove(no: number): Promise<void>;
}
