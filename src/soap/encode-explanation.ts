import type { OutputOf } from '../contract/operations.js';
import type { XmlNode } from '../xml/write-xml.js';
import { oneEnrollment } from './encode-enrollment.js';
import { node, optional } from './encode-values.js';

type Explanation = OutputOf<'explainEnrollment'>;
type Grant = Explanation['grants'][number];

/** Why somebody is, or was, enrolled: the enrollment, and every reason, newest first. Instants are ISO 8601 here. */
export function explainEnrollmentResult({ enrollment, grants }: Explanation): XmlNode {
  return [
    'ExplainEnrollmentResult',
    [oneEnrollment(enrollment), node('status', enrollment.status), ...grants.map(grantNode)],
  ];
}

function grantNode(grant: Grant): XmlNode {
  return [
    'grant',
    [
      node('kind', grant.kind),
      node('occurrence', grant.occurrence),
      node('live', grant.live),
      node('setsDueDate', grant.setsDueDate),
      node('givenAt', grant.givenAt),
      ...actor('givenBy', grant.givenBy),
      node('givenOver', grant.givenOver),
      node('givenBecause', grant.givenBecause),
      node('eventId', grant.eventId),
      node('accessAt', grant.accessAt),
      ...optional('dueAt', grant.dueAt),
      node('dueDateType', grant.dueDateType),
      ...optional('dueDate', grant.askedDueDate),
      ...optional('duePeriod', grant.askedDuePeriod),
      node('lockAfterDueDate', grant.lockAfterDueDate),
      ...optional('endedAt', grant.endedAt),
      ...actor('endedBy', grant.endedBy),
      ...optional('endedBecause', grant.endedBecause),
      ...optional('endEventId', grant.endEventId),
    ],
  ];
}

function actor(element: string, who: Grant['givenBy']): readonly XmlNode[] {
  if (who === null) return [];
  const { userId, userRef, role } = who;
  return [[element, [...optional('userId', userId), ...optional('userRef', userRef), node('role', role)]]];
}
