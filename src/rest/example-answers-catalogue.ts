const courseId = 'a41f6b90-2c57-11e9-8f21-0242ac110003';
const trainingId = '0190a1b2-0000-7000-8000-000000000005';
const trainerId = '0190a1b2-0000-7000-8000-000000000007';
const addedAt = '2026-11-22T08:30:00+01:00';

const material = {
  id: '0190a1b2-0000-7000-8000-00000000000d',
  contentType: 'PDFDocument',
  title: 'Signs and signals',
  description: 'Every sign in the yard on four pages.',
  authorId: trainerId,
  viewUrl: 'https://learn.harbour-hill.example/safety/signs.pdf',
  addedAt,
};

const day = {
  id: '0190a1b2-0000-7000-8000-00000000000e',
  sessionId: '0190a1b2-0000-7000-8000-00000000000f',
  trainingId,
  startAt: '2027-04-12T09:00:00+02:00',
  duration: 25_200,
  place: null,
  url: 'https://meet.harbour-hill.example/yard',
};

/** What answers about courses and trainings look like, by the name of their schema. */
export const catalogueAnswers: Readonly<Record<string, unknown>> = {
  CourseModule: {
    ...material,
    courseId,
    courseRef: 'safety',
    kind: 'material',
    trainingId: null,
    trainingRef: null,
    trainingType: null,
    position: 0,
  },
  ContentItem: { ...material, ref: null },
  Training: {
    id: trainingId,
    ref: 'safety-day',
    title: 'Safety day',
    description: 'Ladders, loads and what to do when the alarm sounds.',
    trainingType: 'on site',
    organizerId: trainerId,
    addedAt,
    archived: false,
    subtitle: null,
    estimatedTime: 'two days',
    accessibleFrom: null,
    accessibleUntil: null,
    accessible: true,
    showParticipants: true,
    showSharedFiles: false,
    enableChat: false,
  },
  TrainingSession: {
    id: day.sessionId,
    ref: 'safety-day-spring',
    trainingId,
    trainingRef: 'safety-day',
    title: 'Safety day, spring',
    startAt: day.startAt,
    duration: day.duration,
    days: [day],
    place: 'Yard, Rotterdam',
    instructorId: trainerId,
    instructorName: 'Daan Visser',
    capacity: 12,
    waitingList: true,
    attending: 9,
    waiting: 0,
    seatsLeft: 3,
    own: null,
    archived: false,
  },
  SessionDay: day,
  LearnerResult: {
    enrollmentId: '0190a1b2-5c3d-7e8f-9a6b-7c8d9e0f1a2b',
    userId: '5c0f3d2e-7a41-11e8-9b3c-0242ac110002',
    userRef: 'EMP-010',
    courseId,
    courseRef: 'safety',
    courseTitle: 'Working safely',
    accessAt: '2026-12-01T09:00:00+01:00',
    dueAt: '2027-06-30T23:59:59+02:00',
    lockAfterDueDate: true,
    status: 'not_started',
    progress: 0,
    completedAt: null,
    overdue: false,
  },
};
