import type { OutputOf } from '../contract/operations.js';
import type { XmlNode } from '../xml/write-xml.js';
import { node, optional } from './encode-values.js';

type Output = OutputOf<'enrollLearnersInCourses'> | OutputOf<'changeEnrollments'> | OutputOf<'unenroll'>;
type Outcome = Output['outcomes'][number];

/** Counts, then what happened pair by pair, then how many of these are not listed. */
export function outcomesResult<T extends Output>(
  element: string,
  counted: readonly (keyof T['summary'] & string)[],
  output: T,
): XmlNode {
  const summary: Readonly<Record<string, number>> = output.summary;
  const counts = counted.map((name) => node(name, summary[name] ?? 0));
  return [
    element,
    [
      ['summary', counts],
      ['outcomes', output.outcomes.map(outcomeNode)],
      node('outcomesOmitted', output.outcomesOmitted),
    ],
  ];
}

function outcomeNode(outcome: Outcome): XmlNode {
  const { enrollmentId, learnerId, learnerRef, courseId, courseRef, code, path, message } = outcome;
  const links = (outcome.linkedVia ?? []).map(
    ({ kind, since }): XmlNode => ['linkedVia', [node('kind', kind), node('since', since)]],
  );
  return [
    'outcome',
    [
      node('result', outcome.outcome),
      ...optional('enrollmentId', enrollmentId),
      ...optional('learnerId', learnerId),
      ...optional('learnerRef', learnerRef),
      ...optional('courseId', courseId),
      ...optional('courseRef', courseRef),
      ...optional('code', code),
      ...optional('path', path),
      ...optional('message', message),
      ...links,
    ],
  ];
}
