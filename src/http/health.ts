import type { FastifyInstance } from 'fastify';

/** `/health/live`: the process answers. `/health/ready`: the database does too, within two seconds. */
export async function healthPlugin(
  app: FastifyInstance,
  { ping }: { ping: () => Promise<void> },
): Promise<void> {
  let draining = false;
  app.addHook('preClose', async () => {
    draining = true;
  });
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    if (draining || !(await answers(ping))) return reply.code(503).send({ status: 'not ready' });
    return { status: 'ready' };
  });
}

async function answers(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, 2_000, false);
  });
  try {
    return await Promise.race([ping().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
