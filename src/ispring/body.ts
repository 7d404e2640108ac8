import type { FastifyRequest } from 'fastify';
import { Failure, failureAt } from '../contract/failure.js';
import { charsetOf } from '../http/charset.js';
import { readJson } from '../http/read-json.js';
import { decodeText } from '../xml/decode-text.js';
import { readXml } from '../xml/read-xml.js';
import type { XmlElement } from '../xml/xml-element.js';
import type { XmlLimits } from '../xml/xml-limits.js';
import { readMultipart } from './multipart.js';
import type { NamedText } from './read-named-texts.js';

/** What was sent, by the way in which it is written. */
export type Body =
  | { readonly kind: 'xml'; readonly root: XmlElement }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly parts: readonly NamedText[] }
  | { readonly kind: 'none' };

/** A body of a type that is not understood. */
export class MediaTypeRefused extends Error {
  constructor() {
    super('Send application/xml or application/json.');
  }
}

const xml = /^(?:application|text)\/(?:[\w.-]+\+)?xml[ \t]*(?:;|$)/i;
const json = /^application\/(?:[\w.-]+\+)?json[ \t]*(?:;|$)/i;
const form = /^application\/x-www-form-urlencoded[ \t]*(?:;|$)/i;
const multipart = /^multipart\/form-data[ \t]*;/i;
const marks = new Set([0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0a, 0x0d]);

/** Reads the body as its content type says; without one, or under that of a form, as its first character does. */
export async function readBody(request: FastifyRequest, limits: XmlLimits): Promise<Body> {
  const bytes = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return { kind: 'none' };
  const type = request.headers['content-type']?.trim() ?? '';
  const first = bytes.find((byte) => !marks.has(byte));
  if (first === undefined) return { kind: 'none' };
  if (multipart.test(type)) return { kind: 'form', parts: readMultipart(bytes, type) };
  if (json.test(type)) return { kind: 'json', value: readJson(bytes) };
  if (xml.test(type)) return { kind: 'xml', root: await readRoot(bytes, type, limits) };
  if (type !== '' && !form.test(type) && !/^text\/plain[ \t]*(?:;|$)/i.test(type))
    throw new MediaTypeRefused();
  if (first === 0x3c) return { kind: 'xml', root: await readRoot(bytes, type, limits) };
  if (first === 0x7b || first === 0x5b) return { kind: 'json', value: readJson(bytes) };
  if (!form.test(type)) throw new MediaTypeRefused();
  return { kind: 'form', parts: readForm(bytes) };
}

async function readRoot(bytes: Buffer, type: string, limits: XmlLimits): Promise<XmlElement> {
  return await readXml(decodeText(bytes, charsetOf(type)), limits);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const mostParts = 10_000;

function readForm(bytes: Buffer): NamedText[] {
  try {
    const text = utf8.decode(bytes);
    if (text.split('&', mostParts + 1).length > mostParts) throw tooManyParts();
    return [...new URLSearchParams(text)];
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw failureAt('invalid', '', 'encoding', 'The form is not UTF-8.');
  }
}

/** What a form of more parts than any request has is refused with. */
export function tooManyParts() {
  return failureAt('too_large', '', 'max_parts', `The form has more than ${mostParts} parts.`);
}
