import type { Logger } from 'pino';
import type { Application } from '../compose.js';
import { operator } from '../permission/caller.js';
import type { Settings } from '../settings.js';
import { CannotListen } from './complaint.js';

/** How long running requests may take to end once the process is asked to stop, in milliseconds. */
const drainTime = 25_000;
const sweepEvery = 3_600_000;
/** How often it is looked for what comes due by the clock alone. */
const followEvery = 60_000;

/** Listens, and stops in order on SIGTERM and SIGINT: no new requests, those under way end. Answers the address. */
export async function runServer(
  application: Application,
  settings: Settings,
  log: Logger<never>,
): Promise<string> {
  const server = await application.server();
  const url = await server.listen({ host: settings.HOST, port: settings.PORT }).catch((error: unknown) => {
    throw new CannotListen(settings, error);
  });
  const { unitOfWork } = application.database;
  const sweeping = setInterval(() => {
    unitOfWork.sweep(Date.now()).catch((error: Error) => log.warn({ error: error.name }, 'could not sweep'));
  }, sweepEvery).unref();

  const following = setInterval(() => {
    application.gateway
      .perform('reconcileEnrollments', operator, { due: true }, { protocol: 'clock', requestId: null })
      .catch((error: Error) => log.warn({ error: error.name }, 'could not follow the clock'));
  }, followEvery).unref();

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    clearInterval(sweeping);
    clearInterval(following);
    log.info({ signal }, 'draining');
    setTimeout(() => {
      log.error('requests did not end in time');
      process.exit(1);
    }, drainTime).unref();
    application.close().then(
      () => process.exit(0),
      (error: Error) => {
        log.error({ error: error.name }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return url;
}
