import { describe, expect, test } from '@jest/globals';
import { operations } from '../../src/contract/operations.js';
import { bindings } from '../../src/ispring/bindings.js';
import { strangers } from '../../src/ispring/strangers.js';
import { routes } from '../../src/rest/routes.js';

/** Every call of the families that the vendor documents and Matricula answers. */
const documented = [
  'POST /enrollment',
  'GET /enrollment',
  'GET /enrollments',
  'POST /enrollments',
  'GET /enrollment/:enrollmentId',
  'POST /enrollment/:enrollmentId',
  'POST /enrollment/:enrollmentId/reenroll',
  'POST /enrollment/delete',
  'GET /certificate/:issuedCertificateId',
  'GET /training/:trainingId',
  'GET /training/:trainingId/sessions',
  'GET /training/session/:trainingSessionId',
  'GET /training/session/participants/:sessionId',
  'GET /training/day/:dayId',
  'POST /training/day/:dayId',
  'POST /training/day/:dayId/participants/attendance/update',
  'GET /user',
  'GET /user/v2',
  'GET /users',
  'GET /users/v2',
  'POST /users/v2',
  'POST /user/list',
  'POST /user',
  'GET /user/:userId',
  'POST /user/:userId',
  'DELETE /user/:userId',
  'GET /user/:userId/v2',
  'POST /user/:userId/password',
  'POST /user/:userId/status',
  'POST /user/:userId/subordination',
  'POST /user/:userId/scheduled_deactivation',
  'DELETE /user/:userId/scheduled_deactivation',
  'POST /user/:userId/scheduled_termination',
  'DELETE /user/:userId/scheduled_termination',
  'POST /user/:userId/groups/remove',
  'POST /users/find_existing',
  'POST /users/activate',
  'POST /users/deactivate',
  'POST /users/terminate',
  'POST /users/work-leave-status',
  'POST /users/work-leave-status/delete',
  'GET /user/profile/fields',
  'GET /role',
  'GET /department',
  'POST /department',
  'GET /department/:departmentId',
  'POST /department/:departmentId',
  'DELETE /department/:departmentId',
  'GET /departments',
  'POST /department/:departmentId/subordination',
  'POST /department/:departmentId/user/move',
  'POST /department/:parentId/department/move',
  'GET /group',
  'POST /group',
  'GET /groups',
  'GET /group/:groupId',
  'POST /group/:groupId',
  'DELETE /group/:groupId',
  'POST /group/:groupId/members',
  'POST /group/smart',
  'POST /group/smart/:groupId',
  'GET /group/smart/:groupId/rules',
  'GET /content',
  'GET /contents',
  'POST /contents',
  'GET /content/:contentId',
  'GET /content/:contentId/final_statuses',
  'POST /content/create/:contentType',
  'GET /course/:courseId/modules',
  'GET /courses/modules',
  'GET /courses_tree',
  'GET /course_fields',
  'GET /learning_track/courses',
  'GET /learners/results',
  'GET /learners/modules/results',
  'POST /statistics/course',
  'POST /statistics/module',
  'DELETE /statistics/module',
  'GET /task/:taskId/status',
];

const bound = bindings.map(({ method, path }) => `${method} ${path}`);
const refused = strangers.flatMap(({ method, path }) => method.map((one) => `${one} ${path}`));

describe('the vendor’s REST dialect', () => {
  test('has every documented call, each once', () => {
    const all = [...bound, ...refused];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((call) => !call.includes('*')).sort()).toEqual([...documented].sort());
  });

  test('reads with GET, or lists by a body; whatever changes something is no GET', () => {
    for (const { method, operation, path } of bindings) {
      if (operations[operation].changes) expect([path, method]).not.toEqual([path, 'GET']);
    }
  });

  test('has headers for its own fields only', () => {
    for (const { fields = {}, headers = [] } of bindings)
      expect(Object.keys(fields)).toEqual(expect.arrayContaining([...headers]));
  });

  test('has no path of the native API', () => {
    for (const { path } of routes)
      expect(bound.map((call) => call.split(' ')[1])).not.toContain(`/v1${path}`);
  });
});
