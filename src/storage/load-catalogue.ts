import type { AssignablePermission } from '../contract/permission.js';
import type {
  ActivityRecord,
  CustomRoleRecord,
  DepartmentRecord,
  Organization,
} from '../organization/organization.js';
import {
  kinds,
  type OwnPolicyRow,
  ownPolicyColumns,
  ownPolicyOf,
  type TrainingColumns,
} from './activity-row.js';
import { toBinary, toUuid } from './binary-id.js';
import { type Column, gathered, type Mapping, sqlCatalogue } from './load-things.js';
import { sql } from './sql.js';
import type { Transaction } from './transaction.js';

interface DepartmentRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly name: string;
  readonly code: string | null;
  readonly parent_no: number | null;
  readonly path: string;
}

const departments: Mapping<DepartmentRecord, DepartmentRow> = {
  table: 'departments',
  columns: [
    ['id', (department) => toBinary(department.id)],
    ['ref', (department) => department.ref],
    ['name', (department) => department.name],
    ['code', (department) => department.code],
    ['parent_no', (department) => department.parentNo],
    ['path', (department) => department.path],
  ],
  freed: ['ref'],
  read: ({ parent_no, id, ...row }) => ({ ...row, id: toUuid(id), parentNo: parent_no }),
};

interface CustomRoleRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly permissions: string;
}

const customRoles: Mapping<CustomRoleRecord, CustomRoleRow> = {
  table: 'custom_roles',
  columns: [
    ['id', (role) => toBinary(role.id)],
    ['ref', (role) => role.ref],
    ['title', (role) => role.title],
    ['description', (role) => role.description],
    ['permissions', (role) => JSON.stringify(role.permissions)],
  ],
  freed: ['ref'],
  read: ({ id, permissions, ...row }) => ({
    ...row,
    id: toUuid(id),
    permissions: JSON.parse(permissions) as AssignablePermission[],
  }),
};

interface ActivityRow extends TrainingColumns, OwnPolicyRow {
  readonly no: number;
  readonly id: Buffer;
  readonly ref: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly author_no: number | null;
  readonly view_url: string | null;
  readonly added_at: number | null;
  readonly archived: number;
  readonly revision: number;
}

const activities = (kind: number): Mapping<ActivityRecord, ActivityRow> => ({
  table: 'activities',
  condition: sql`kind = ${kind}`,
  columns: [
    ['id', (activity) => toBinary(activity.id)],
    ['ref', (activity) => activity.ref],
    ['kind', () => kind],
    ['title', (activity) => activity.title],
    ['description', (activity) => activity.description],
    ['training_type', (activity) => activity.trainingType],
    ['author_no', (activity) => activity.authorNo],
    ['subtitle', (activity) => activity.subtitle],
    ['estimated_time', (activity) => activity.estimatedTime],
    ['accessible_from', (activity) => activity.accessibleFrom],
    ['accessible_until', (activity) => activity.accessibleUntil],
    ['show_participants', (activity) => Number(activity.showParticipants)],
    ['show_shared_files', (activity) => Number(activity.showSharedFiles)],
    ['enable_chat', (activity) => Number(activity.enableChat)],
    ['view_url', (activity) => activity.viewUrl],
    ['added_at', (activity) => activity.addedAt],
    ['archived', (activity) => Number(activity.archived)],
    ...ownPolicyColumns.map(
      ([name, value]): Column<ActivityRecord> => [name, ({ ownPolicy }) => value(ownPolicy ?? null)],
    ),
    ['revision', (activity) => activity.revision],
  ],
  freed: ['ref'],
  read: (row) => ({
    no: row.no,
    id: toUuid(row.id),
    ref: row.ref,
    title: row.title,
    description: row.description,
    trainingType: row.training_type,
    authorNo: row.author_no,
    subtitle: row.subtitle,
    estimatedTime: row.estimated_time,
    accessibleFrom: row.accessible_from,
    accessibleUntil: row.accessible_until,
    showParticipants: row.show_participants === 1,
    showSharedFiles: row.show_shared_files === 1,
    enableChat: row.enable_chat === 1,
    viewUrl: row.view_url,
    addedAt: row.added_at,
    archived: row.archived === 1,
    ownPolicy: ownPolicyOf(row),
    revision: row.revision,
  }),
});

type CatalogueOf = Pick<
  Organization,
  'departments' | 'customRoles' | 'courses' | 'trainings' | 'trainingsInside'
>;

/** Departments, custom roles, courses and trainings as a file brings them in. */
export function sqlCatalogueOf(db: Transaction): CatalogueOf {
  return {
    departments: sqlCatalogue(db, departments),
    customRoles: sqlCatalogue(db, customRoles),
    courses: sqlCatalogue(db, activities(kinds.course)),
    trainings: sqlCatalogue(db, activities(kinds.training)),
    async trainingsInside() {
      const found = await db.all<{ course_no: number; training_no: number }>(
        sql`SELECT course_no, training_no FROM course_modules
          WHERE training_no IS NOT NULL ORDER BY course_no, position`,
      );
      return gathered(
        found,
        (row) => row.course_no,
        (row) => row.training_no,
      );
    },
  };
}
