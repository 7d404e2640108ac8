import { contentTypes } from '../contract/course-modules.js';
import { failureAt } from '../contract/failure.js';
import type { OutputOf } from '../contract/operations.js';
import { type Ask, type Asked, type Binding, narrowing } from './binding.js';
import { everything } from './everything.js';
import { NoSuchThing } from './failure.js';
import { created, List, page, type Shown, shown } from './reply.js';
import { ids, listOf, paging, scalar, scalars } from './shape.js';
import { showModule, showOldModule } from './show-module.js';

type Item = OutputOf<'listContentItems'>['items'][number];

const unknown = { text: 'Unknown content item', plain: true };
const unknownCourse = { text: 'Unknown content item' };
const filters = { contentTypes: listOf(scalar, 'contentType', 'id', 'item') };

/** A kind of content that the vendor has and Matricula does not: nothing is of it. */
const foreignType = 'LearningTrack';

const showItem = (item: Item): Shown => ({
  contentItemId: item.id,
  title: item.title,
  subtitle: '',
  description: item.description ?? '',
  userId: item.authorId ?? '',
  addedDate: item.addedAt ?? '',
  viewUrl: item.viewUrl ?? '',
  type: item.contentType ?? '',
  contentItemType: item.contentType ?? undefined,
});

const listed = (items: readonly Item[]) => new List('contentItem', items.map(showItem));

/** The filter of the core; undefined where nothing can be of the kinds that are asked for. */
function filterOf(fields: Asked['fields']): { contentTypes?: unknown } | undefined {
  const { contentTypes: asked } = fields;
  if (!Array.isArray(asked) || asked.length === 0)
    return asked === undefined || Array.isArray(asked) ? {} : { contentTypes: asked };
  const known = asked.filter((type) => type !== foreignType);
  return known.length === 0 ? undefined : { contentTypes: known };
}

const paged: Pick<Binding, 'operation' | 'fields' | 'perform'> = {
  operation: 'listContentItems',
  fields: { ...filters, ...paging, contentItemIds: ids },
  async perform({ fields }, ask) {
    const wanted = fields['contentItemIds'];
    if (Array.isArray(wanted) && wanted.length > 0)
      return page('contentItems', listed(await named(fields, ask)), null);
    const filter = filterOf(fields);
    if (!filter) return page('contentItems', listed([]), null);
    const paging = narrowing(fields, { pageSize: 'limit', pageToken: 'cursor' });
    const { items, nextCursor } = await ask('listContentItems', { limit: 1_000, ...filter, ...paging });
    return page('contentItems', listed(items), nextCursor);
  },
};

/** Items by their ids, on one page. */
async function named(fields: Asked['fields'], ask: Ask): Promise<readonly Item[]> {
  const wanted = new Set(
    (fields['contentItemIds'] as readonly unknown[]).map((id) => String(id).toLowerCase()),
  );
  const filter = filterOf(fields);
  if (!filter) return [];
  const all = await everything<Item>(ask, 'listContentItems', filter, 'name no ids');
  return all.filter(({ id }) => wanted.has(id));
}

export const contentBindings: readonly Binding[] = [
  {
    method: 'GET',
    path: '/content',
    operation: 'listContentItems',
    fields: filters,
    async perform({ fields }, ask) {
      const filter = filterOf(fields);
      const instead = 'page through them at /contents';
      return shown(listed(filter ? await everything<Item>(ask, 'listContentItems', filter, instead) : []));
    },
  },
  { method: 'GET', path: '/contents', ...paged },
  { method: 'POST', path: '/contents', ...paged },
  {
    method: 'GET',
    path: '/content/:contentId',
    operation: 'getContentItem',
    absent: unknown,
    async perform({ part }, ask) {
      return shown({
        contentItem: showItem(await ask('getContentItem', { contentItemId: part('contentId') })),
      });
    },
  },
  {
    method: 'GET',
    path: '/content/:contentId/final_statuses',
    operation: 'getContentItem',
    absent: unknown,
    async perform({ part }, ask) {
      const { id, contentType } = await ask('getContentItem', { contentItemId: part('contentId') });
      if (contentType !== 'Course') return shown(new List('status', []));
      const instead = 'page through them at /learners/results';
      const results = await everything<OutputOf<'listLearnerResults'>['items'][number]>(
        ask,
        'listLearnerResults',
        { courseIds: [id] },
        instead,
      );
      const statuses = results.map(({ userId, status, progress }) => ({ userId, status, progress }));
      return shown(new List('status', statuses));
    },
  },
  {
    method: 'POST',
    path: '/content/create/:contentType',
    operation: 'createCourse',
    // There are no folders here.
    fields: scalars('title', 'folder_id'),
    async perform({ part, fields }, ask) {
      const type = part('contentType');
      if (type !== 'Course') {
        const known = type === foreignType || contentTypes.some((one) => one === type);
        const what = known ? `create content of the type ${type}` : 'know this type of content';
        throw new NoSuchThing(400, `Matricula does not ${what}: it creates courses.`);
      }
      const { title } = fields;
      const course = await ask('createCourse', title === undefined ? {} : { title });
      return { ...created, body: course.id };
    },
  },
  {
    method: 'GET',
    path: '/course/:courseId/modules',
    operation: 'listCourseModules',
    fields: paging,
    absent: unknownCourse,
    async perform({ part, fields }, ask) {
      const paging = narrowing(fields, { pageSize: 'limit', pageToken: 'cursor' });
      const input = { limit: 1_000, courseId: part('courseId'), ...paging };
      const { items, nextCursor } = await ask('listCourseModules', input);
      return page('modules', new List('module', items.map(showModule)), nextCursor);
    },
  },
  {
    method: 'GET',
    path: '/courses/modules',
    operation: 'listCourseModules',
    fields: { courseIds: ids, ...paging },
    absent: unknownCourse,
    perform: modulesOfMany,
  },
  {
    method: 'GET',
    path: '/courses_tree',
    operation: 'listCourses',
    async perform(_asked, ask) {
      const courses = await everything<OutputOf<'listCourses'>['items'][number]>(
        ask,
        'listCourses',
        { archived: false },
        'page through them at /contents',
      );
      // Courses lie in no folders here: the tree is flat.
      const items = courses.map((course) => ({
        contentItemId: course.id,
        title: course.title,
        type: 'Course',
        description: course.description ?? '',
        addedDate: course.addedAt ?? '',
        viewUrl: course.viewUrl ?? '',
        parentId: '',
        isShared: false,
      }));
      return shown(new List('contentItem', items));
    },
  },
];

const mostCourses = 100;

/** Modules of several courses, a page of one course after the other: the token says of which, and where in it. */
async function modulesOfMany({ fields }: Asked, ask: Ask) {
  const { courseIds: asked, pageSize = 1_000, pageToken } = fields;
  if (!Array.isArray(asked) || asked.length === 0)
    throw failureAt('invalid', '/courseIds', 'required', 'It is needed.');
  if (asked.length > mostCourses) {
    const message = `At most ${mostCourses} courses fit into one request.`;
    throw failureAt('too_large', '/courseIds', 'max_items', message);
  }
  const [, number = '0', rest = ''] = /^(\d{1,3})\.(.*)$/.exec(String(pageToken ?? '0.')) ?? [];
  const place = Number(number);
  if (place >= asked.length || (pageToken !== undefined && !String(pageToken).startsWith(`${number}.`)))
    throw failureAt('invalid', '/pageToken', 'cursor', 'It is not one that a page of this list gave.');
  const input = { courseId: asked[place], limit: pageSize, ...(rest === '' ? {} : { cursor: rest }) };
  const { items, nextCursor } = await ask('listCourseModules', input);
  const next = nextCursor === null ? `${place + 1}.` : `${place}.${nextCursor}`;
  const ended = nextCursor === null && place + 1 === asked.length;
  return page('modules', new List('module', items.map(showOldModule)), ended ? null : next);
}
