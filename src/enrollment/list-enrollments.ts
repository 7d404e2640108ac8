import type { InputOf, OutputOf } from '../contract/operations.js';
import { pageSize } from '../contract/page.js';
import type { NamedBy, Names } from '../contract/selection.js';
import { authorize } from '../permission/authorize.js';
import type { Caller } from '../permission/caller.js';
import type { Work } from '../work.js';
import { checkInstant } from './check-input.js';
import { showEnrollment } from './enrollment.js';

/** The enrollments that the caller may see, page by page. */
export async function listEnrollments(
  work: Work,
  caller: Caller,
  input: InputOf<'listEnrollments'>,
): Promise<OutputOf<'listEnrollments'>> {
  const status = input.status?.length ? input.status : ['active'];
  const filter = {
    ids: input.enrollmentIds?.length ? input.enrollmentIds : undefined,
    learners: lists(['id', '/learnerIds', input.learnerIds], ['ref', '/learnerRefs', input.learnerRefs]),
    courses: lists(['id', '/courseIds', input.courseIds], ['ref', '/courseRefs', input.courseRefs]),
    active: status.includes('active') && status.includes('ended') ? undefined : status.includes('active'),
    dueBefore: checkInstant(input.dueBefore, '/dueBefore', work.zone),
    dueFrom: checkInstant(input.dueAfter, '/dueAfter', work.zone),
  };
  const reach = authorize(caller, 'enrollment.read');
  const page = await work.enrollments.list(filter, reach, input.limit ?? pageSize.usual, input.cursor);
  return {
    items: page.items.map((state) => showEnrollment(state, work.now, work.zone)),
    nextCursor: page.nextCursor,
  };
}

function lists(...given: readonly (readonly [NamedBy, string, readonly string[] | undefined])[]): Names[] {
  return given.flatMap(([by, path, values]) => (values?.length ? [{ by, path, values }] : []));
}
