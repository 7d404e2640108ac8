import { errorCodes, type FastifyInstance } from 'fastify';
import { failureAt } from '../contract/failure.js';
import { decodeJson, parseJson } from '../contract/json-text.js';
import { excessOf } from './json-shape.js';

/** Reads JSON bodies (RFC 8259: UTF-8); what is wrong is named by line and column. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i,
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, readJson(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  // Many clients name some type where they send nothing.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE());
  });
}

/** Bodies up to this size are parsed in no time, whatever is in them. */
const harmless = 16 * 1024;

const words = { depth: 'levels of nesting', parts: 'fields and lists' } as const;

/** An empty body is none. */
export function readJson(body: Buffer): unknown {
  const excess = body.length > harmless ? excessOf(body) : undefined;
  if (excess) throw failureAt('invalid', '', `max_${excess}`, `The body has too many ${words[excess]}.`);
  const text = decodeJson(body, 'The body');
  return text.trim() === '' ? undefined : parseJson(text, 'The body');
}
