import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { listAuditEvents } from './audit/list-audit-events.js';
import { getCourse } from './catalog/get-course.js';
import { listCourses } from './catalog/list-courses.js';
import { inputCheck } from './contract/check.js';
import { changeEnrollment } from './enrollment/change-enrollment.js';
import { changeEnrollments } from './enrollment/change-enrollments.js';
import { enrollLearnersInCourses } from './enrollment/enroll-learners-in-courses.js';
import { explainEnrollment } from './enrollment/explain-enrollment.js';
import { getEnrollment } from './enrollment/get-enrollment.js';
import { listEnrollments } from './enrollment/list-enrollments.js';
import { reenroll } from './enrollment/reenroll.js';
import { unenroll } from './enrollment/unenroll.js';
import { type Gateway, openGateway, type Verbs } from './gateway.js';
import { httpServer } from './http/server.js';
import { oauthPlugin } from './oauth/plugin.js';
import { getDepartment } from './organization/get-department.js';
import { getUser } from './organization/get-user.js';
import { listDepartments } from './organization/list-departments.js';
import { listUsers } from './organization/list-users.js';
import { loadOrganization } from './organization/load-organization.js';
import { createApiClient } from './permission/create-api-client.js';
import { issueToken } from './permission/issue-token.js';
import { recognition } from './permission/recognize-caller.js';
import { revokeToken } from './permission/revoke-token.js';
import { rotateApiClient } from './permission/rotate-api-client.js';
import { sendFailure, unreadable } from './rest/failure.js';
import { restPlugin } from './rest/plugin.js';
import type { Settings } from './settings.js';
import { soapPlugin } from './soap/plugin.js';
import { type Database, openDatabase } from './storage/open-database.js';
import { zoneOf } from './zone.js';

/** Which verb does which operation. */
const verbs: Verbs = {
  enrollLearnersInCourses,
  getEnrollment,
  listEnrollments,
  changeEnrollment,
  changeEnrollments,
  reenroll,
  unenroll,
  explainEnrollment,
  listAuditEvents,
  listCourses,
  getCourse,
  listUsers,
  getUser,
  listDepartments,
  getDepartment,
  issueToken,
  revokeToken,
  createApiClient,
  rotateApiClient,
  loadOrganization,
};

/** The whole application, wired; nothing listens yet. */
export interface Application {
  readonly gateway: Gateway;
  readonly database: Database;
  /** Made when first asked for: commands do without. */
  server(): Promise<FastifyInstance>;
  close(): Promise<void>;
}

/** All wiring: `main` and every test come through here. `clock` answers epoch milliseconds. */
export async function compose(
  settings: Settings,
  log: Logger<never>,
  clock: () => number = Date.now,
): Promise<Application> {
  const database = await openDatabase(settings.DATABASE_URL, settings.DATABASE_CONNECTIONS);
  const { unitOfWork } = database;
  const limits = {
    learners: settings.LIMIT_LEARNERS,
    courses: settings.LIMIT_COURSES,
    enrollments: settings.LIMIT_LEARNERS,
    pairs: settings.LIMIT_PAIRS,
  };
  const gateway = openGateway({
    verbs,
    unitOfWork,
    recognition: recognition(unitOfWork, clock),
    check: inputCheck(limits),
    limits,
    clock,
    zone: zoneOf(unitOfWork, settings.ACCOUNT_TIME_ZONE, clock),
    log,
  });
  let server: Promise<FastifyInstance> | undefined;
  const build = async () => {
    const app = await httpServer(settings, log, () => unitOfWork.ping(), {
      request: sendFailure,
      connection: unreadable,
    });
    await app.register(restPlugin, { gateway, settings });
    await app.register(soapPlugin, { gateway, settings });
    await app.register(oauthPlugin, { gateway });
    return app;
  };
  return {
    gateway,
    database,
    server() {
      server ??= build();
      return server;
    },
    async close() {
      await (await server)?.close();
      await unitOfWork.close();
    },
  };
}
