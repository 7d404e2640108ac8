import type { FastifyRequest } from 'fastify';
import { pointer, type Violation } from '../contract/failure.js';
import { parseJson } from '../contract/json-text.js';
import { readXml } from '../xml/read-xml.js';
import type { XmlLimits } from '../xml/xml-limits.js';
import type { Binding } from './binding.js';
import type { Body } from './body.js';
import { headerOf, headerText } from './header-text.js';
import { readJsonField, readJsonFields } from './read-json-fields.js';
import { namedTexts, readNamedTexts } from './read-named-texts.js';
import { readXmlField, readXmlFields } from './read-xml-fields.js';
import type { Shape } from './shape.js';
import { Told } from './told.js';

type Fields = Readonly<Record<string, unknown>>;

export interface Decoded {
  /** The vendor's fields, each as it was written. */
  readonly fields: Fields;
  /** What does not belong where it stands, with its place. */
  readonly violations: readonly Violation[];
}

/** The fields of a request: those of the body win over headers, and these over the query. */
export async function decode(
  binding: Binding,
  body: Body,
  request: FastifyRequest,
  limits: XmlLimits,
): Promise<Decoded> {
  const told = new Told();
  const fields = {
    ...readNamedTexts(namedTexts(request.query), binding.fields ?? {}, told),
    ...(await headerFields(binding, request, limits, told)),
    ...bodyFields(binding, body, told),
  };
  return { fields, violations: told.violations };
}

function bodyFields({ fields = {}, formUsual }: Binding, body: Body, told: Told): Fields {
  switch (body.kind) {
    case 'xml':
      return readXmlFields(body.root, fields, '', told);
    case 'json':
      return readJsonFields(body.value, fields, '', told);
    case 'form':
      return { ...formUsual, ...readNamedTexts(body.parts, fields, told) };
    case 'none':
      return {};
  }
}

async function headerFields(
  { fields = {}, headers = [] }: Binding,
  request: FastifyRequest,
  limits: XmlLimits,
  told: Told,
): Promise<Fields> {
  const read: [string, unknown][] = [];
  for (const field of headers) {
    const names = field === 'fields' ? ['x-fields-xml', 'x-fields'] : [headerOf(field)];
    for (const name of names) {
      const text = headerText(request, name)?.trim();
      const shape = fields[field];
      if (text && shape) read.push([field, await readHeader(name, text, field, shape, limits, told)]);
    }
  }
  return Object.fromEntries(read);
}

/** Texts stand in a header as they are, lists with commas between; anything may stand in JSON or XML. */
async function readHeader(
  name: string,
  text: string,
  field: string,
  shape: Shape,
  limits: XmlLimits,
  told: Told,
): Promise<unknown> {
  if (shape.kind === 'scalar') return text;
  const path = pointer(field);
  if (text.startsWith('<')) {
    const root = await readXml(text, limits);
    const [only] = root.children.length === 1 ? root.children : [];
    return readXmlField([only?.name === field ? only : root], shape, path, told);
  }
  if (/^[[{]/.test(text)) return readJsonField(parseJson(text, `The header ${name}`), shape, path, told);
  if (shape.kind === 'list' && shape.of.kind === 'scalar') return text.split(',').map((one) => one.trim());
  told.tell(path, 'format', `The header ${name} must hold JSON or XML.`);
  return undefined;
}
