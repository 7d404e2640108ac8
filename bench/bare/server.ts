import { monitorEventLoopDelay } from 'node:perf_hooks';
import Fastify, { type FastifyInstance } from 'fastify';

/** What a bare server takes from the body of `POST /v1/enrollments`; the rest it does not look at. */
export interface Body {
  courseIds: string[];
  learnerIds: string[];
  accessDate?: string;
  dueDate?: string;
}

/** Writes the pairs and answers how many of them are new. */
export type Enroll = (body: Body) => number | Promise<number>;

/** The bare servers that enroll: no permission, no audit, no outcome per pair. */
export async function serve(enroll: Enroll): Promise<void> {
  const app = Fastify({ logger: false, bodyLimit: 16 * 1024 * 1024 });
  app.post<{ Body: Body }>('/v1/enrollments', async (request, reply) => {
    const pairs = request.body.courseIds.length * request.body.learnerIds.length;
    const enrolled = await enroll(request.body);
    reply.code(enrolled > 0 ? 201 : 200);
    return { summary: { enrolled, alreadyEnrolled: pairs - enrolled, failed: 0 } };
  });
  await shell(app);
}

/** What every bare server answers beside its work, and how it begins and ends. */
export async function shell(app: FastifyInstance): Promise<void> {
  const delay = monitorEventLoopDelay();
  delay.enable();
  app.get('/health/ready', async () => ({ status: 'ready' }));
  app.get('/stats', async () => {
    const eventLoopDelayMax = delay.max / 1e9;
    delay.reset();
    return { eventLoopDelayMax };
  });
  process.once('SIGTERM', () => {
    app.close().then(() => process.exit(0));
  });
  const { HOST = '127.0.0.1', PORT = '3000' } = process.env;
  await app.listen({ host: HOST, port: Number(PORT) });
}
