import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** How much of a refused request is waited for: so many bytes beyond the limit of bodies, so many milliseconds. */
const patience = { bytes: 64 * 1024 * 1024, time: 5_000 };

/**
 * Many clients (php-soap among them) write their whole request before they read. Answered and closed in the middle of
 * it, they would tell of a broken pipe and never of the limit: what they still send is thrown away first, within bounds.
 */
export function discardRest(app: FastifyInstance, limit: number): void {
  app.addHook('onSend', ({ raw }, _reply, _payload, done) => {
    if (raw.complete || raw.readableEnded || raw.destroyed) done();
    else discard(raw, limit + patience.bytes, done);
  });
}

function discard(request: IncomingMessage, most: number, done: () => void): void {
  let left = most;
  const count = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) end();
  };
  const end = () => {
    clearTimeout(timer);
    request.off('data', count).off('end', end).off('close', end).off('error', end);
    done();
  };
  const timer = setTimeout(end, patience.time);
  request.on('data', count).on('end', end).on('close', end).on('error', end);
  // Whoever read it before may have left it paused.
  request.resume();
}
