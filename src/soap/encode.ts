import type { XmlContent, XmlNode } from '../xml/write-xml.js';
import { writeXml } from '../xml/write-xml.js';
import type { Form } from './envelope.js';
import { replyNamespace } from './namespaces.js';

/** An envelope in the caller's version and namespaces, around one element of the service. */
export function encode(form: Form, reply: XmlNode): string {
  return writeEnvelope(form, [qualified(reply, 'ns1')]);
}

/** A document around a list, in pieces: what stands before the items, the items, and what stands behind them. */
export function encodePart(form: Form, reply: XmlNode): readonly [head: string, items: string, tail: string] {
  const document = encode(form, reply);
  const opening = `<ns1:${reply[0]}>`;
  // An empty element has no inside.
  if (!document.includes(opening)) return [document, '', ''];
  const start = document.indexOf(opening) + opening.length;
  const end = document.lastIndexOf(`</ns1:${reply[0]}>`);
  return [document.slice(0, start), document.slice(start, end), document.slice(end)];
}

/** `body` as it stands; the prefixes `SOAP-ENV` and `ns1` are declared. */
export function writeEnvelope(form: Form, body: XmlContent, header?: XmlContent): string {
  const parts: XmlNode[] = header === undefined ? [] : [['SOAP-ENV:Header', header]];
  parts.push(['SOAP-ENV:Body', body]);
  return writeXml([
    'SOAP-ENV:Envelope',
    parts,
    { 'xmlns:SOAP-ENV': form.namespace, 'xmlns:ns1': replyNamespace(form.service) },
  ]);
}

/** Gives the element and all within the prefix: replies are qualified throughout. */
export function qualified([name, content, attributes]: XmlNode, prefix: string): XmlNode {
  const inner = typeof content === 'string' ? content : content.map((node) => qualified(node, prefix));
  return attributes ? [`${prefix}:${name}`, inner, attributes] : [`${prefix}:${name}`, inner];
}
