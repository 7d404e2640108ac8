import type { OutputOf } from '../contract/operations.js';
import { foreignRoleWord } from '../vendor/role-word.js';
import { type Binding, narrowing } from './binding.js';
import { List, page, type Shown, shown } from './reply.js';
import { ids, listOf, paging, scalar } from './shape.js';

type Result = OutputOf<'listLearnerResults'>['items'][number];

const showResult = (result: Result): Shown => ({
  userId: result.userId,
  courseId: result.courseId,
  courseTitle: result.courseTitle,
  enrollmentId: result.enrollmentId,
  accessDate: result.accessAt,
  ...dueTimes(result),
  timeSpent: 0,
  completionDate: result.completedAt ?? undefined,
  completionStatus: result.status === 'completed' ? 'complete' : result.status,
  progress: result.progress,
  isOverdue: result.overdue,
  viewsCount: 0,
});

const dueTimes = ({ dueAt, lockAfterDueDate }: Result) =>
  dueAt === null ? {} : { dueDate: dueAt, expirationDate: lockAfterDueDate ? dueAt : undefined };

/** The vendor's words that stand for ours. */
const standings: ReadonlyMap<unknown, Result['status']> = new Map([
  ['not_started', 'not_started'],
  ['in_progress', 'in_progress'],
  ['complete', 'completed'],
]);

/** Results, and the roles that there are. */
export const resultBindings: readonly Binding[] = [
  {
    method: 'GET',
    path: '/learners/results',
    operation: 'listLearnerResults',
    fields: {
      userIds: ids,
      courseIds: ids,
      completionStatuses: listOf(scalar, 'completionStatus'),
      ...paging,
    },
    async perform({ fields }, ask) {
      const { completionStatuses: asked } = fields;
      const statuses = Array.isArray(asked) ? asked.flatMap((word) => standings.get(word) ?? []) : [];
      // Nobody is in any other state than these.
      if (Array.isArray(asked) && asked.length > 0 && statuses.length === 0)
        return page('results', new List('result', []), null);
      const names = { userIds: 'userIds', courseIds: 'courseIds', pageSize: 'limit', pageToken: 'cursor' };
      const { items, nextCursor } = await ask('listLearnerResults', {
        limit: 1_000,
        ...(statuses.length > 0 && { statuses: [...new Set(statuses)] }),
        ...narrowing(fields, names),
      });
      return page('results', new List('result', items.map(showResult)), nextCursor);
    },
  },
  {
    method: 'GET',
    path: '/role',
    operation: 'listRoles',
    async perform(_asked, ask) {
      const { items } = await ask('listRoles', {});
      const roles = items.map(({ id, role, title, description }) => ({
        roleId: id,
        type: foreignRoleWord(role),
        title,
        description: description ?? '',
      }));
      return shown(new List('role', roles));
    },
  },
];
