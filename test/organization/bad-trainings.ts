import type { OrganizationFile } from '../../src/contract/organization-file.js';

const training = (fields: object): OrganizationFile => ({ trainings: [{ ref: 't1', ...fields }] });

/** What can be wrong about the people of trainings: the file, and the complaints that it must get. */
export const trainingCases: readonly [string, OrganizationFile, ...(readonly [string, string])[]][] = [
  [
    'a window whose ends are no days',
    training({ accessibleFrom: '2027-02-30', accessibleUntil: 'soon' }),
    ['/trainings/0/accessibleFrom', 'date_time'],
    ['/trainings/0/accessibleUntil', 'date_time'],
  ],
  [
    'a window that ends before it begins',
    training({ accessibleFrom: '2027-02-02', accessibleUntil: '2027-02-01' }),
    ['/trainings/0/accessibleUntil', 'order'],
  ],
  ['an unknown group', training({ groupRefs: ['named', 'no'] }), ['/trainings/0/groupRefs/1', 'unknown']],
  ['a group twice', training({ groupRefs: ['named', 'named'] }), ['/trainings/0/groupRefs/1', 'duplicate']],
  [
    'unknown people',
    training({ participantRefs: ['no'], trainerRefs: ['u1', 'no'], mentorRefs: ['no', 'u1'] }),
    ['/trainings/0/participantRefs/0', 'unknown'],
    ['/trainings/0/trainerRefs/1', 'unknown'],
    ['/trainings/0/mentorRefs/0', 'unknown'],
  ],
  [
    'the same person twice in one role',
    training({ participantRefs: ['u1', 'u2', 'u1'], mentorRefs: ['u1'] }),
    ['/trainings/0/participantRefs/2', 'duplicate'],
  ],
];
