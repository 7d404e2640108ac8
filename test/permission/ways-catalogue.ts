import { account, manyCourses, oneCourse, type Ways } from './way.js';

/** The catalogue is shared by all departments: whoever may change it may change all of it. */
const shaping = {
  done: ['the custom role', 'a custom role elsewhere', ...account],
  beyond: 'forbidden',
  lacking: 'forbidden',
} as const;

const held = '/courses/ref:held';
const training = '/trainings/ref:inside';
const days = [{ startAt: '2031-01-01T09:00:00Z', duration: 3_600 }];

export const catalogueWays = {
  listCourses: { 'GET /courses': { ...manyCourses, rest: () => ['/courses?search=held'] } },
  getCourse: { 'GET /courses/:id': { ...oneCourse, rest: () => [held] } },
  createCourse: {
    'POST /courses': { ...shaping, rest: ({ ref }) => ['/courses', { title: ref }] },
  },
  updateCourse: {
    'PATCH /courses/:id': { ...shaping, rest: ({ ref }) => [held, { description: ref }] },
  },
  listCourseModules: {
    'GET /courses/:id/modules': { ...oneCourse, rest: () => [`${held}/modules`] },
    ListCourseModules: { ...oneCourse, soap: () => '<courseId>held</courseId>' },
  },
  addCourseModule: {
    'POST /courses/:id/modules': { ...shaping, rest: ({ ref }) => [`${held}/modules`, { title: ref }] },
  },
  updateCourseModule: {
    'PATCH /course-modules/:id': {
      ...shaping,
      rest: ({ moduleId, ref }) => [`/course-modules/${moduleId}`, { description: ref }],
    },
  },
  removeCourseModule: {
    'DELETE /course-modules/:id': { ...shaping, rest: ({ moduleId }) => [`/course-modules/${moduleId}`] },
  },
  listContentItems: {
    'GET /content-items': { ...manyCourses, rest: () => ['/content-items'] },
    GetContent: { ...manyCourses, soap: () => '' },
  },
  getContentItem: {
    'GET /content-items/:id': { ...oneCourse, rest: () => ['/content-items/held'] },
    GetContentItem: { ...oneCourse, soap: () => '<contentItemId>held</contentItemId>' },
  },
  listTrainings: { 'GET /trainings': { ...manyCourses, rest: () => ['/trainings?search=inside'] } },
  getTraining: { 'GET /trainings/:id': { ...oneCourse, rest: () => [training] } },
  createTraining: {
    'POST /trainings': { ...shaping, rest: ({ ref }) => ['/trainings', { title: ref }] },
  },
  updateTraining: {
    'PATCH /trainings/:id': { ...shaping, rest: ({ ref }) => [training, { description: ref }] },
  },
  listTrainingSessions: {
    'GET /trainings/:id/sessions': { ...oneCourse, rest: () => [`${training}/sessions`] },
    ListSessionsByTraining: { ...oneCourse, soap: () => '<trainingId>inside</trainingId>' },
  },
  getTrainingSession: {
    'GET /training-sessions/:id': {
      ...oneCourse,
      rest: ({ sessionId }) => [`/training-sessions/${sessionId}`],
    },
    GetTrainingSession: {
      ...oneCourse,
      soap: ({ sessionId }) => `<trainingSessionId>${sessionId}</trainingSessionId>`,
    },
  },
  createTrainingSession: {
    'POST /trainings/:id/sessions': { ...shaping, rest: () => [`${training}/sessions`, { days }] },
  },
  updateTrainingSession: {
    'PATCH /training-sessions/:id': {
      ...shaping,
      rest: ({ sessionId, ref }) => [`/training-sessions/${sessionId}`, { place: ref }],
    },
  },
  getSessionDay: {
    'GET /session-days/:id': { ...oneCourse, rest: ({ dayId }) => [`/session-days/${dayId}`] },
  },
  updateSessionDay: {
    'PATCH /session-days/:id': {
      ...shaping,
      rest: ({ dayId, ref }) => [`/session-days/${dayId}`, { place: ref }],
    },
  },
} as const satisfies Ways;
