import { NoSuchThing } from './failure.js';
import { List, type Reply, shown } from './reply.js';

/** A call of the vendor's for which there is nothing here. */
export interface Stranger {
  readonly method: readonly ('GET' | 'POST' | 'DELETE')[];
  readonly path: string;
  /** Throws what is to be said, or answers that there is nothing of the kind. */
  readonly answer: () => Reply;
}

const refuse = (failure: NoSuchThing) => (): never => {
  throw failure;
};
const notHere = (what: string) => refuse(new NoSuchThing(404, `Matricula has no notion of ${what}.`));
const notDone = (what: string) => refuse(new NoSuchThing(400, `Matricula does not support ${what}.`));

const any = ['GET', 'POST', 'DELETE'] as const;

export const strangers: readonly Stranger[] = [
  {
    method: ['GET'],
    path: '/certificate/:issuedCertificateId',
    answer: refuse(new NoSuchThing(404, 'Issued certificate not found', true)),
  },
  ...['scheduled_deactivation', 'scheduled_termination'].map(
    (call): Stranger => ({
      method: ['POST', 'DELETE'],
      path: `/user/:userId/${call}`,
      answer: notDone('scheduled changes of status: change the status on the day itself'),
    }),
  ),
  ...['/users/work-leave-status', '/users/work-leave-status/delete'].map(
    (path): Stranger => ({ method: ['POST'], path, answer: notDone('work leave statuses') }),
  ),
  {
    method: ['POST'],
    path: '/department/:departmentId/subordination',
    answer: notDone('supervisors of departments: give each user a supervisor'),
  },
  {
    method: ['GET'],
    path: '/learners/modules/results',
    answer: () => shown({ results: new List('result', []) }),
  },
  {
    method: ['GET'],
    path: '/course_fields',
    answer: () => shown({ courseFields: new List('courseField', []) }),
  },
  {
    method: ['GET'],
    path: '/learning_track/courses',
    answer: () => shown(new List('learningTracksCourse', [])),
  },
  { method: ['POST'], path: '/statistics/course', answer: notDone('statuses set from outside') },
  {
    method: ['POST', 'DELETE'],
    path: '/statistics/module',
    answer: notDone('statuses set from outside'),
  },
  { method: ['GET'], path: '/task/:taskId/status', answer: notHere('asynchronous tasks') },
  { method: any, path: '/gamification/*', answer: notHere('gamification') },
  { method: any, path: '/webhook/*', answer: notHere('webhooks') },
  { method: any, path: '/assignments/*', answer: notHere('assignments') },
  { method: any, path: '/quizzes/*', answer: notHere('quizzes') },
  { method: any, path: '/report/*', answer: notHere('reports') },
  { method: any, path: '/job-training/*', answer: notHere('job training') },
  { method: any, path: '/performance-management/*', answer: notHere('performance management') },
];
