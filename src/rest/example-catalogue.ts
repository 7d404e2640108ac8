import type { Examples } from './example.js';

/** Things of the sample organisation: two materials, and a day of a session. */
const materialId = '3f8e1d72-6a90-11eb-9d41-0242ac110006';
const otherMaterialId = '3f8e1d72-6a90-11eb-9d41-0242ac110008';
const dayId = 'c2a7d9e4-7b1f-11ec-8d10-0242ac110007';

/** Request bodies about courses and trainings, by operation. */
export const catalogueBodies: Readonly<Record<string, Examples>> = {
  createCourse: {
    course: {
      summary: 'A course with a training inside, due 30 days after access',
      value: {
        title: 'Working at heights',
        description: 'Ladders, roofs and the crane.',
        viewUrl: 'https://learn.harbour-hill.example/heights',
        dueDatePolicy: { type: 'due_period', duePeriod: 720, lockAfterDueDate: false },
        trainingRefs: ['safety-day'],
      },
    },
  },
  updateCourse: {
    policy: {
      summary: 'Another due date policy for those who are enrolled from now on',
      value: { dueDatePolicy: { type: 'due_date', dueDate: '2027-12-31', lockAfterDueDate: true } },
    },
    trainings: { summary: 'Other trainings inside', value: { trainingRefs: ['safety-day'] } },
  },
  addCourseModule: {
    material: {
      summary: 'A material, before all that is there',
      value: {
        title: 'Signs in the harbour',
        contentType: 'Video',
        viewUrl: 'https://learn.harbour-hill.example/safety/harbour',
        position: 0,
      },
    },
    training: { summary: 'A training that is there', value: { trainingRef: 'first-aid-drill' } },
  },
  updateCourseModule: {
    move: { summary: 'Another title, and to the front', value: { title: 'All signs', position: 0 } },
  },
  createTraining: {
    training: {
      summary: 'A training of a kind that the organisation has a word for',
      value: { title: 'Evacuation drill', trainingType: 'on site', organizerId: 'EMP-005' },
    },
  },
  updateTraining: {
    description: { summary: 'What it is about', value: { description: 'A day in the yard, in boots.' } },
  },
  createTrainingSession: {
    twoDays: {
      summary: 'Two days in the time zone of the account, for twelve',
      value: {
        place: 'Yard, Rotterdam',
        instructorName: 'Marit Bakker',
        capacity: 12,
        days: [
          { startAt: '2027-06-07T09:00:00', duration: 25_200 },
          { startAt: '2027-06-08 09:00', duration: 10_800, place: 'Canteen, Rotterdam' },
        ],
      },
    },
  },
  updateTrainingSession: {
    instructor: {
      summary: 'Somebody else teaches it, for fewer people',
      value: { instructorId: 'EMP-002', capacity: 10 },
    },
  },
  updateSessionDay: {
    link: { summary: 'Where it can be joined', value: { url: 'https://meet.harbour-hill.example/yard' } },
  },
};

/** Values for `:id` in a path that exist in the demo, by the field that it is. */
export const catalogueIds: Readonly<Record<string, string>> = {
  courseId: 'ref:safety',
  moduleId: materialId,
  contentItemId: otherMaterialId,
  trainingId: 'ref:safety-day',
  sessionId: 'ref:safety-day-spring',
  dayId,
};
