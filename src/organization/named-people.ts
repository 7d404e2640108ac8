import type { InputOf } from '../contract/operations.js';

/** All texts by which a file names people, each once. */
export function* namedPeople({
  users = [],
  groups = [],
  trainings = [],
  sessions = [],
  offerEvents = [],
  registrations = [],
  apiClients = [],
  enrollments = [],
}: InputOf<'loadOrganization'>): Generator<string> {
  const seen = new Set<string>();
  const isNew = (name: string | null | undefined): name is string => {
    if (name === undefined || name === null || seen.has(name)) return false;
    seen.add(name);
    return true;
  };
  for (const { id, ref, managerRef } of users) {
    if (isNew(id)) yield id;
    if (isNew(ref)) yield ref;
    if (isNew(managerRef)) yield managerRef;
  }
  for (const { memberRefs = [] } of groups) for (const ref of memberRefs) if (isNew(ref)) yield ref;
  for (const { organizerRef, participantRefs = [], trainerRefs = [], mentorRefs = [] } of trainings) {
    if (isNew(organizerRef)) yield organizerRef;
    for (const refs of [participantRefs, trainerRefs, mentorRefs])
      for (const ref of refs) if (isNew(ref)) yield ref;
  }
  for (const { instructorRef } of sessions) if (isNew(instructorRef)) yield instructorRef;
  for (const { trainerRefs = [] } of offerEvents) for (const ref of trainerRefs) if (isNew(ref)) yield ref;
  for (const { userRef } of registrations) if (isNew(userRef)) yield userRef;
  for (const { userRef } of apiClients) if (isNew(userRef)) yield userRef;
  for (const { learnerRef } of enrollments) if (isNew(learnerRef)) yield learnerRef;
}
