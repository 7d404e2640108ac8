import type { OutputOf } from '../contract/operations.js';
import type { Shown } from './reply.js';

type Module = OutputOf<'listCourseModules'>['items'][number];

/** A part of a course, as the vendor shows it today: materials and trainings. */
export function showModule(module: Module): Shown {
  const isTraining = module.kind === 'training';
  return {
    moduleId: module.id,
    itemId: (isTraining ? module.trainingId : null) ?? module.id,
    courseId: module.courseId,
    title: module.title,
    description: module.description ?? '',
    authorId: module.authorId ?? '',
    addedDate: module.addedAt ?? '',
    type: module.kind,
    // Kinds of trainings are words: the id of one is the word itself.
    trainingType:
      module.trainingType === null
        ? undefined
        : { trainingTypeId: module.trainingType, trainingTypeTitle: module.trainingType },
    viewUrl: isTraining ? undefined : (module.viewUrl ?? ''),
    sequentialNumber: module.position,
  };
}

/** The same in the call that the vendor has given up. */
export function showOldModule(module: Module): Shown {
  return {
    moduleId: module.id,
    contentItemId: module.trainingId ?? module.id,
    courseId: module.courseId,
    title: module.title,
    description: module.description ?? '',
    authorId: module.authorId ?? '',
    addedDate: module.addedAt ?? '',
    viewUrl: module.viewUrl ?? '',
  };
}
