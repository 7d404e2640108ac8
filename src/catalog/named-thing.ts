import type { Names } from '../contract/selection.js';

interface CourseNamed {
  readonly courseId?: string | undefined;
  readonly courseRef?: string | undefined;
}
interface TrainingNamed {
  readonly trainingId?: string | undefined;
  readonly trainingRef?: string | undefined;
}
interface SessionNamed {
  readonly sessionId?: string | undefined;
  readonly sessionRef?: string | undefined;
}

interface OfferNamed {
  readonly offerId?: string | undefined;
  readonly offerRef?: string | undefined;
}
interface EventNamed {
  readonly offerEventId?: string | undefined;
  readonly offerEventRef?: string | undefined;
}

/** The course that an input names; it has been checked to name one. */
export function courseNamed({ courseId, courseRef }: CourseNamed): Names {
  return oneOf(['/courseId', courseId], ['/courseRef', courseRef]);
}

export function trainingNamed({ trainingId, trainingRef }: TrainingNamed): Names {
  return oneOf(['/trainingId', trainingId], ['/trainingRef', trainingRef]);
}

export function sessionNamed({ sessionId, sessionRef }: SessionNamed): Names {
  return oneOf(['/sessionId', sessionId], ['/sessionRef', sessionRef]);
}

export function offerNamed({ offerId, offerRef }: OfferNamed): Names {
  return oneOf(['/offerId', offerId], ['/offerRef', offerRef]);
}

export function eventNamed({ offerEventId, offerEventRef }: EventNamed): Names {
  return oneOf(['/offerEventId', offerEventId], ['/offerEventRef', offerEventRef]);
}

type Named = readonly [path: string, name: string | undefined];

function oneOf([idPath, id]: Named, [refPath, ref]: Named): Names {
  return ref === undefined
    ? { by: 'id', path: idPath, values: [id ?? ''] }
    : { by: 'ref', path: refPath, values: [ref] };
}
