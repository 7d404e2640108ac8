import { failureAt } from '../contract/failure.js';
import type { NamedText } from './read-named-texts.js';

const mostParts = 10_000;

/** The texts of a multipart form (RFC 7578); files are none. */
export function readMultipart(body: Buffer, contentType: string): NamedText[] {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw malformed();
  const text = body.toString('latin1');
  const parts = text.split(`--${boundary}`, mostParts + 2).slice(1);
  if (parts.length > mostParts) {
    throw failureAt('too_large', '', 'max_parts', `The form has more than ${mostParts} parts.`);
  }
  if (!text.includes(`--${boundary}--`)) throw malformed();
  return parts.filter((part) => !part.startsWith('--')).map(readPart);
}

function readPart(part: string): NamedText {
  const end = part.indexOf('\r\n\r\n');
  const [, name] =
    /^\r\ncontent-disposition:[^\r\n]*?;[ \t]*name="([^"\r\n]*)"/im.exec(part.slice(0, Math.max(end, 0))) ??
    [];
  if (end < 0 || name === undefined || !part.endsWith('\r\n')) throw malformed();
  return [decoded(name), decoded(part.slice(end + 4, -2))];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: string): string {
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    throw malformed();
  }
}

function malformed() {
  return failureAt(
    'invalid',
    '',
    'multipart',
    'The body is not a multipart form in UTF-8, as its type says.',
  );
}
