import { endsBeforeItBegins, readWindow } from '../catalog/access-window.js';
import type { TrainingFields } from '../catalog/activities.js';
import type { Violation } from '../contract/failure.js';
import type { InputOf } from '../contract/operations.js';
import { given } from './file-record.js';

type Entry = Partial<NonNullable<InputOf<'loadOrganization'>['trainings']>[number]>;

/** What is wrong with the time in which a training can be started, by pointer into its entry. */
export function trainingFieldsComplaints(
  entry: Entry,
  before: TrainingFields | undefined,
  zone: string,
): readonly Violation[] {
  const { violations } = readWindow(entry, zone);
  if (violations.length > 0) return violations;
  const { accessibleFrom: from, accessibleUntil: until } = trainingFieldsAfter(entry, before, zone);
  if (from === null || until === null || from <= until) return [];
  const path = entry.accessibleUntil === undefined ? '/accessibleFrom' : '/accessibleUntil';
  return [{ path, rule: 'order', message: endsBeforeItBegins }];
}

/** What only trainings have, as it will be; an omitted field keeps what it held. */
export function trainingFieldsAfter(
  entry: Entry,
  before: TrainingFields | undefined,
  zone: string,
): TrainingFields {
  const { accessibleFrom, accessibleUntil } = readWindow(entry, zone);
  return {
    subtitle: given(entry.subtitle, before?.subtitle),
    estimatedTime: given(entry.estimatedTime, before?.estimatedTime),
    accessibleFrom: given(accessibleFrom, before?.accessibleFrom),
    accessibleUntil: given(accessibleUntil, before?.accessibleUntil),
    showParticipants: entry.showParticipants ?? before?.showParticipants ?? false,
    showSharedFiles: entry.showSharedFiles ?? before?.showSharedFiles ?? false,
    enableChat: entry.enableChat ?? before?.enableChat ?? false,
  };
}
