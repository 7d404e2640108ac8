import { readXml } from '../../src/xml/read-xml.js';
import type { XmlElement } from '../../src/xml/xml-element.js';
import type { TestApplication } from '../application.js';

export interface Said {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered.
  readonly json: any;
}

export interface Sending {
  /** Whose token stands bare in `Authorization`, as the vendor's pages have it; null: nobody's. */
  readonly as?: string | null;
  readonly body?: string | Buffer | object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request as the vendor's clients do: objects as JSON, texts as XML; without Accept unless told. */
export async function say(
  app: TestApplication,
  address: string,
  { as = 'owner', body, headers = {} }: Sending = {},
): Promise<Said> {
  const [method = 'GET', url = ''] = address.split(' ');
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  const type = body === undefined ? {} : { 'content-type': isText ? 'application/xml' : 'application/json' };
  const sent: Record<string, string> = {
    ...(as === null ? {} : { authorization: await app.token(as) }),
    ...type,
    ...(typeof body === 'object' && !isText ? { accept: 'application/json' } : {}),
    ...headers,
  };
  // Nothing said of the type: the header is left out.
  if (sent['content-type'] === '') delete sent['content-type'];
  const answer = await app.server.inject({
    method: method as 'GET',
    url,
    headers: sent,
    ...(body === undefined ? {} : { payload: isText ? (body as string) : JSON.stringify(body) }),
  });
  let json: unknown;
  try {
    json = JSON.parse(answer.payload);
  } catch {
    json = undefined;
  }
  const { statusCode: status, statusMessage: reason, headers: answered, payload: text } = answer;
  return { status, reason, headers: answered, text, json };
}

export const json = { accept: 'application/json' };

/** An element as `[name, text or children]`. */
export type Read = readonly [name: string, content: string | readonly Read[]];

/** The document that was answered, without its root, which is always `response`. */
export async function read({ text, headers }: Said): Promise<string | readonly Read[]> {
  if (headers['content-type'] !== 'application/xml; charset=utf-8')
    throw new Error(`not XML: ${headers['content-type']} ${text}`);
  const root = await readXml(text);
  if (root.name !== 'response') throw new Error(`the root is ${root.name}`);
  return contentOf(root);
}

function contentOf({ children, text }: XmlElement): string | readonly Read[] {
  return children.length === 0 ? text : children.map((child): Read => [child.name, contentOf(child)]);
}
