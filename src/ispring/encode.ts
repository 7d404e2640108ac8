import { setImmediate } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeXml, type XmlContent, type XmlNode } from '../xml/write-xml.js';
import { List, Repeated, type Reply, type Shown, Wrapped } from './reply.js';

/** Entries written between two turns of the event loop. */
const entriesAtOnce = 500;

/** Sends an answer in the form that the caller asks for. */
export async function encode(
  { status, body }: Reply,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (body === undefined) return reply.code(status).send();
  const json = wantsJson(request.headers.accept);
  return send(reply.code(status), json ? await writeJson(body) : await writeResponse(body), json);
}

/** Whether JSON is wanted: it, or XML, has to be named; who names neither has always been answered XML. */
export function wantsJson(accept: string | undefined): boolean {
  const named = (accept ?? '').split(',').flatMap((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const [, form] = /^(?:application|text)\/(?:[\w.-]+\+)?(json|xml)$/.exec(type) ?? [];
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    return form === undefined || type === 'application/xhtml+xml' || !(quality > 0)
      ? []
      : [{ form, quality }];
  });
  const best = Math.max(...named.map(({ quality }) => quality));
  return named.find(({ quality }) => quality === best)?.form === 'json';
}

export function send(reply: FastifyReply, text: string, json: boolean): FastifyReply {
  const type = json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8';
  return reply.header('content-type', type).serializer(String).send(text);
}

/** A document whose root is `response`; long lists give way to other work after each slice. */
export async function writeResponse(body: Shown): Promise<string> {
  if (!(body instanceof List) || body.entries.length <= entriesAtOnce)
    return writeXml(['response', rootContent(body)]);
  const around = writeXml(['response', 'x']).split('x</');
  const texts = await inSlices(body, (list) => writeXml(['response', rootContent(list)]));
  const [start = '', end = ''] = around;
  const inner = texts.map((text) => text.slice(start.length, text.length - end.length - 2));
  return `${start}${inner.join('')}</${end}`;
}

async function writeJson(body: Shown): Promise<string> {
  if (!(body instanceof List) || body.entries.length <= entriesAtOnce) return JSON.stringify(body);
  const texts = await inSlices(body, (list) => JSON.stringify(list).slice(1, -1));
  return `[${texts.join(',')}]`;
}

async function inSlices({ item, entries }: List, write: (list: List) => string): Promise<string[]> {
  const texts: string[] = [];
  for (let start = 0; start < entries.length; start += entriesAtOnce) {
    if (start > 0) await setImmediate();
    texts.push(write(new List(item, entries.slice(start, start + entriesAtOnce))));
  }
  return texts;
}

function rootContent(body: Shown): XmlContent {
  return body instanceof Wrapped ? [[body.name, contentOf(body.content)]] : contentOf(body);
}

/** Yes and no are 1 and 0 in XML, as the vendor writes them. */
function contentOf(value: Shown): XmlContent {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'object') return String(value);
  if (value instanceof List) return value.entries.map((entry): XmlNode => [value.item, contentOf(entry)]);
  if (value instanceof Wrapped) return rootContent(value);
  return Object.entries(value as Readonly<Record<string, Shown | undefined>>).flatMap(
    ([name, inner]): readonly XmlNode[] => {
      if (inner === undefined) return [];
      return inner instanceof Repeated
        ? (contentOf(inner) as readonly XmlNode[])
        : [[name, contentOf(inner)]];
    },
  );
}
