import type { Examples } from './example.js';
import { accessBodies, accessIds } from './example-access.js';
import { catalogueBodies, catalogueIds } from './example-catalogue.js';
import { peopleBodies, peopleIds } from './example-people.js';
import { trainingBodies, trainingIds } from './example-trainings.js';
import { unitBodies, unitIds } from './example-units.js';
import type { Route } from './route.js';

/** Enrollments of the sample organisation: one to read and change, one to end. */
const enrollmentId = '6e2d9a14-4b7f-11ea-9c31-0242ac110005';
const otherEnrollmentId = 'd7e8f9a0-51bc-11ea-b06d-0242ac110004';

/** Request bodies by operation; each works against the demo as it stands, one after the other. */
const bodies: Readonly<Record<string, Examples>> = {
  enrollLearnersInCourses: {
    dueDate: {
      summary: 'Two learners, one course, due on a day',
      value: {
        courseRefs: ['safety'],
        learnerRefs: ['EMP-010', 'EMP-011'],
        dueDateType: 'due_date',
        dueDate: '2027-06-30',
        lockAfterDueDate: true,
      },
    },
    duePeriod: {
      summary: 'By e-mail address, due 30 days after access',
      value: {
        courseRefs: ['gdpr', 'onboarding'],
        learnerEmails: ['lukasz@harbour-hill.example'],
        accessDate: '2027-01-04 09:00:00',
        dueDateType: 'due_period',
        duePeriod: 720,
      },
    },
    partial: {
      summary: 'Whoever can be enrolled is, the others are reported',
      value: {
        courseRefs: ['onboarding'],
        learnerRefs: ['EMP-013', 'EMP-9999'],
        dueDateType: 'default',
        mode: 'partial',
      },
    },
  },
  unenroll: {
    pairs: {
      summary: 'By learner and course',
      value: { courseRefs: ['safety'], learnerRefs: ['EMP-011'] },
    },
    ids: { summary: 'By id', value: { enrollmentIds: [otherEnrollmentId] } },
  },
  changeEnrollments: {
    pairs: {
      summary: 'By learner and course',
      value: { courseRefs: ['safety'], learnerRefs: ['EMP-010'], dueDateType: 'due_period', duePeriod: 720 },
    },
  },
  reconcileEnrollments: {
    everything: { summary: 'Everyone', value: {} },
    group: { summary: 'What follows from one group', value: { groupRefs: ['first-aiders'] } },
  },
  changeEnrollment: {
    later: { summary: 'A later due date', value: { dueDateType: 'due_date', dueDate: '2027-12-31' } },
    unlock: { summary: 'Only the lock', value: { lockAfterDueDate: false } },
  },
  reenroll: {
    default: { summary: 'As the course says', value: { dueDateType: 'default' } },
  },
  ...peopleBodies,
  ...unitBodies,
  ...catalogueBodies,
  ...trainingBodies,
  ...accessBodies,
};

/** Values for `:id` in a path that exist in the demo: of one operation, or of all by the field that it is. */
const ids: Readonly<Record<string, string>> = {
  enrollmentId,
  ...peopleIds,
  ...unitIds,
  ...catalogueIds,
  ...trainingIds,
  ...accessIds,
};

export function exampleBodies(route: Route): Examples | undefined {
  return route.method === 'DELETE' ? undefined : bodies[route.operation];
}

export function exampleId(route: Route): string | undefined {
  return ids[route.operation] ?? ids[route.id?.[0] ?? ''];
}
