import { NoSuchThing } from './failure.js';

/** Calls of the vendor's for which there is nothing here. */
export interface Stranger {
  readonly method: readonly ('GET' | 'POST' | 'DELETE')[];
  readonly path: string;
  readonly failure: () => NoSuchThing;
}

const notHere = (what: string) => () => new NoSuchThing(404, `Matricula has no notion of ${what}.`);
const notDone = (what: string) => () => new NoSuchThing(400, `Matricula does not support ${what}.`);

const any = ['GET', 'POST', 'DELETE'] as const;

export const strangers: readonly Stranger[] = [
  {
    method: ['GET'],
    path: '/certificate/:issuedCertificateId',
    failure: () => new NoSuchThing(404, 'Issued certificate not found', true),
  },
  ...['scheduled_deactivation', 'scheduled_termination'].map(
    (call): Stranger => ({
      method: ['POST', 'DELETE'],
      path: `/user/:userId/${call}`,
      failure: notDone('scheduled changes of status: change the status on the day itself'),
    }),
  ),
  ...['/users/work-leave-status', '/users/work-leave-status/delete'].map(
    (path): Stranger => ({ method: ['POST'], path, failure: notDone('work leave statuses') }),
  ),
  {
    method: ['POST'],
    path: '/department/:departmentId/subordination',
    failure: notDone('supervisors of departments: give each user a supervisor'),
  },
  { method: ['POST'], path: '/statistics/course', failure: notDone('statuses set from outside') },
  {
    method: ['POST', 'DELETE'],
    path: '/statistics/module',
    failure: notDone('statuses set from outside'),
  },
  { method: ['GET'], path: '/task/:taskId/status', failure: notHere('asynchronous tasks') },
  { method: any, path: '/gamification/*', failure: notHere('gamification') },
  { method: any, path: '/webhook/*', failure: notHere('webhooks') },
  { method: any, path: '/assignments/*', failure: notHere('assignments') },
  { method: any, path: '/quizzes/*', failure: notHere('quizzes') },
  { method: any, path: '/report/*', failure: notHere('reports') },
  { method: any, path: '/job-training/*', failure: notHere('job training') },
  { method: any, path: '/performance-management/*', failure: notHere('performance management') },
];
