import type { FastifyInstance } from 'fastify';
import { Failure } from '../contract/failure.js';
import { placeOfMistake } from './json-mistake.js';

/** Reads JSON bodies (RFC 8259: UTF-8); what is wrong is named by line and column. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json\b/i,
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, readJson(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

export function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw malformed('The body is not UTF-8.');
  }
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`The body is not JSON: ${lineAndColumn(text, placeOfMistake(text))}.`);
  }
}

function malformed(message: string): Failure {
  return new Failure('invalid', message, { violations: [{ path: '', rule: 'json', message }] });
}

/** People look for lines; the text itself is not repeated. */
function lineAndColumn(text: string, place: number): string {
  const lines = text.slice(0, place).split('\n');
  const where = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  return place >= text.length ? `it ends too early, at ${where}` : where;
}
