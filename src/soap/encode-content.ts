import type { OutputOf } from '../contract/operations.js';
import type { XmlNode } from '../xml/write-xml.js';
import { node, optional } from './encode-values.js';

type Item = OutputOf<'getContentItem'>;
type Module = OutputOf<'listCourseModules'>['items'][number];

/** A course, or a material inside one. What Matricula does not know (a subtitle) is left out. */
export function contentItem(item: Item): XmlNode {
  return [
    'contentItem',
    [
      node('contentItemId', item.id),
      node('title', item.title),
      ...optional('description', item.description),
      ...optional('userId', item.authorId),
      ...optional('addedDate', item.addedAt),
      ...optional('viewUrl', item.viewUrl),
      ...optional('type', item.contentType),
    ],
  ];
}

/** A part of a course: a material goes by the id of its module, a training by its own. */
export function courseModule(module: Module): XmlNode {
  const material = module.kind === 'material';
  return [
    'module',
    [
      node('moduleId', module.id),
      node('itemId', module.trainingId ?? module.id),
      node('courseId', module.courseId),
      node('title', module.title),
      ...optional('description', module.description),
      ...optional('authorId', material ? module.authorId : null),
      ...optional('addedDate', module.addedAt),
      ...optional('viewUrl', material ? module.viewUrl : null),
      node('type', module.kind),
      ...trainingType(module.trainingType),
    ],
  ];
}

/** Kinds of trainings are words: the id of one is the word itself. */
function trainingType(word: string | null): readonly XmlNode[] {
  if (word === null) return [];
  return [['trainingType', [node('trainingTypeId', word), node('trainingTypeTitle', word)]]];
}
