import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const inflaters: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** A body that could not be inflated, or is too large once inflated; dialects answer it in their own form. */
export class BodyRefused extends Error {
  constructor(
    readonly reason: 'encoding' | 'corrupt' | 'too_large',
    message: string,
  ) {
    super(message);
  }
}

/** Inflates request bodies as their Content-Encoding says; a body over `limit` bytes is refused while it streams. */
export function inflateBodies(app: FastifyInstance, limit: number): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase();
    if (encoding === undefined || encoding === '' || encoding === 'identity') return done(null, payload);
    const inflater = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
    if (!inflater)
      return done(new BodyRefused('encoding', `The content encoding ${encoding.slice(0, 40)} is not known.`));
    // The length of the packed body says nothing about the one that is parsed.
    delete request.headers['content-length'];
    done(null, inflated(payload, inflater(), limit));
  });
}

function inflated(payload: Readable, inflater: NodeJS.ReadWriteStream, limit: number): PassThrough {
  let size = 0;
  const out = new PassThrough({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit)
        done(new BodyRefused('too_large', `The body is larger than ${limit} bytes once inflated.`));
      else done(null, chunk);
    },
  });
  // Before the pipeline's own listener, which would hand on what the inflater says.
  inflater.on('error', (error) => out.destroy(refusal(error)));
  // A failed pipeline destroys where it read from: not the request itself, or nobody could be answered.
  const packed = new PassThrough();
  payload.on('error', (error) => packed.destroy(error));
  pipeline(payload.pipe(packed), inflater, out, (error) => {
    if (error && !out.destroyed) out.destroy(refusal(error));
  });
  return out;
}

function refusal(error: Error): Error {
  return error instanceof BodyRefused
    ? error
    : new BodyRefused('corrupt', 'The body does not inflate as its content encoding says.');
}
