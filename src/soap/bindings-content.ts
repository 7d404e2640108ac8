import type { OutputOf } from '../contract/operations.js';
import { type Binding, paging, scalar, usualPage } from './binding.js';
import { contentItem, courseModule } from './encode-content.js';
import { nextPageToken } from './encode-enrollment.js';

export const contentBindings: readonly Binding[] = [
  {
    name: 'GetContent',
    operation: 'listContentItems',
    fields: {},
    wholeList: true,
    reply: ({ items }: OutputOf<'listContentItems'>) => ['GetContentResult', items.map(contentItem)],
  },
  {
    // In doubt: the name of the reply is that of the rule.
    name: 'GetContentItem',
    operation: 'getContentItem',
    fields: { contentItemId: scalar('contentItemId') },
    reply: (output: OutputOf<'getContentItem'>) => ['GetContentItemResult', [contentItem(output)]],
    texts: { absent: 'Unknown content item' },
  },
  {
    // In doubt: the name of the reply is that of the rule.
    name: 'ListCourseModules',
    operation: 'listCourseModules',
    fields: { courseId: scalar('courseId'), ...paging },
    usual: usualPage,
    reply: ({ items, nextCursor }: OutputOf<'listCourseModules'>) => [
      'ListCourseModulesResult',
      [['modules', items.map(courseModule)], ...nextPageToken(nextCursor)],
    ],
    texts: { absent: 'Unknown content item' },
  },
];
