import type { OutputOf } from '../contract/operations.js';
import type { XmlNode } from '../xml/write-xml.js';
import { idList, node, optional } from './encode-values.js';

type Session = OutputOf<'listTrainingSessions'>['items'][number];

/** One time that a training is given; its length in seconds. */
export function trainingSession({ id, title, startAt, duration, days, instructorName }: Session): XmlNode {
  return [
    'trainingSession',
    [
      node('id', id),
      node('title', title),
      node('startTime', startAt),
      node('duration', duration),
      idList(
        'dayIds',
        days.map((day) => day.id),
      ),
      ...optional('instructor', instructorName),
    ],
  ];
}
