import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { inputCheck } from './contract/check.js';
import { type Gateway, openGateway } from './gateway.js';
import { graphqlPlugin } from './graphql/plugin.js';
import { httpServer } from './http/server.js';
import { sendFailure as sendVendorFailure } from './ispring/failure.js';
import { isOurs, ispringPlugin } from './ispring/plugin.js';
import { oauthPlugin } from './oauth/plugin.js';
import { recognition } from './permission/recognize-caller.js';
import { sendFailure, unreadable } from './rest/failure.js';
import { restPlugin } from './rest/plugin.js';
import type { Settings } from './settings.js';
import { soapPlugin } from './soap/plugin.js';
import { type Database, openDatabase } from './storage/open-database.js';
import { verbs } from './verbs.js';
import { zoneOf } from './zone.js';

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
    members: settings.LIMIT_MEMBERS,
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
      request: (error, request, reply) => {
        if (isOurs(request.url)) sendVendorFailure(error, request, reply);
        else sendFailure(error, request, reply);
      },
      connection: unreadable,
    });
    await app.register(restPlugin, { gateway, settings });
    await app.register(soapPlugin, { gateway, settings });
    await app.register(oauthPlugin, { gateway });
    await app.register(graphqlPlugin, { gateway, settings });
    await app.register(ispringPlugin, { gateway, settings });
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
