import { pointer, type Violation } from '../contract/failure.js';
import { fieldSchema, itemSchema, readScalar } from '../contract/lexical.js';
import { operations } from '../contract/operations.js';
import { quoted } from '../contract/quoted.js';
import { isNil, scalarText } from '../xml/scalar-text.js';
import { hasText, XmlElement } from '../xml/xml-element.js';
import type { Binding, Field } from './binding.js';
import { ElementReading } from './element-reading.js';
import { readRoles, readRule, readValues } from './nested-reading.js';
import { readTree } from './read-tree.js';
import type { Input, Said } from './said.js';
import { plainSchema, type Tree } from './tree.js';

const credentials = ['token', 'accountUrl', 'email', 'password'];

export interface Decoded {
  readonly input: Input;
  /** What is to become fields by the binding's own rules. */
  readonly said: Said;
  /** Every element that does not belong, with its path. */
  readonly violations: readonly Violation[];
}

/** The plain input of the operation, and what is wrong with the elements that should say it. */
export function decode(binding: Binding, element: XmlElement, beside: readonly XmlElement[] = []): Decoded {
  const reading = new ElementReading();
  const fields = new Map<string, unknown>();
  const said = nothingSaid();
  const { otherNames = {} } = binding;
  const nameOf = (name: string) => (Object.hasOwn(otherNames, name) ? (otherNames[name] as string) : name);
  const isKnown = (name: string) => name === 'credentials' || Object.hasOwn(binding.fields, nameOf(name));
  const parts = beside.length > 0 ? [...element.children, ...beside] : element.children;
  const present = new Set<string>();
  reading.rejectText(element, '');
  for (const part of reading.eachOnce(parts, isKnown, '')) {
    const field = binding.fields[nameOf(part.name)];
    if (!field || part.name === 'credentials') {
      checkCredentials(part, reading);
    } else if ('field' in field) {
      const value =
        nameOf(part.name) === part.name
          ? readField(binding, field, part, reading)
          : readField(binding, field, likeField(part, field), reading);
      if (value === undefined) continue;
      if (fields.has(field.field)) reading.repeated(part, '');
      fields.set(field.field, value);
      present.add(nameOf(part.name));
    } else if (field.kind === 'cleared') {
      for (const name of readCleared(field.among, part, reading)) {
        if (fields.has(name)) reading.repeated(part, '');
        else fields.set(name, null);
      }
    } else if (hear(said, field, part, reading)) present.add(nameOf(part.name));
  }
  for (const name of binding.required ?? []) {
    if (present.has(name)) continue;
    const field = binding.fields[name];
    const path = pointer(field && 'field' in field ? field.field : name);
    reading.tell({ path, rule: 'required', message: `<${name}> is needed.` });
  }
  const input = { ...binding.usual, ...Object.fromEntries(fields), ...binding.fixed };
  return { input, said, violations: reading.violations };
}

/** The part is read by `callerOf`, before it is known what else is wrong. */
function checkCredentials(part: XmlElement, reading: ElementReading): void {
  reading.rejectText(part, '/credentials');
  for (const inner of reading.eachOnce(part.children, (name) => credentials.includes(name), '/credentials')) {
    reading.rejectChildren(inner, `/credentials/${inner.name}`);
  }
}

/** Under another name one id may stand as a list does, and a list of one as an id does. */
function likeField(part: XmlElement, { kind }: Extract<Field, { field: string }>): XmlElement {
  const [only, second] = part.children;
  if (kind === 'scalar') return only?.name === 'id' && !second && !hasText(part) ? only : part;
  if (kind !== 'ids' || only || scalarText(part) === undefined) return part;
  const list = new XmlElement(part.namespace, part.name, part.attributes, part.line, part.column);
  const id = new XmlElement(part.namespace, 'id', [], part.line, part.column);
  id.text = part.text;
  list.children.push(id);
  return list;
}

function readField(
  binding: Binding,
  field: Extract<Field, { field: string }>,
  part: XmlElement,
  reading: ElementReading,
): unknown {
  const path = pointer(field.field);
  const schema = fieldSchema(operations[binding.operation].input, field.field);
  if (!schema) throw new RangeError(`${binding.operation} has no field ${field.field}`);
  if (field.kind === 'tree') return readTree(part, schema as Tree, path, reading);
  if (field.kind === 'ids') {
    const list = reading.ids(part, path).map((text) => readScalar(text, itemSchema(schema) ?? schema));
    return !isNil(part) && (list.length > 0 || field.emptyCounts) ? list : undefined;
  }
  const text = reading.text(part, path);
  if (text === undefined) return undefined;
  if (field.kind === 'one') return [text];
  if (field.kind === 'scalar') return readScalar(text, plainSchema(schema as Tree) as never);
  const word = Object.hasOwn(field.words, text) ? field.words[text] : undefined;
  if (word === undefined) reading.tell({ path, rule: 'code', message: field.complaint(text.slice(0, 80)) });
  return word ?? text;
}

/** The fields that are to be null. */
function readCleared(among: readonly string[], part: XmlElement, reading: ElementReading): Set<string> {
  const path = pointer(part.name);
  const names = reading.items(part, ['field'], path).map((one, place) => {
    const name = reading.text(one, `${path}/${place}`) ?? '';
    if (among.includes(name)) return name;
    const message = `${quoted(name)} is none of the fields that can be cleared: ${among.join(', ')}.`;
    reading.tell({ path: `${path}/${place}`, rule: 'one_of', message });
    return undefined;
  });
  return new Set(names.filter((name) => name !== undefined));
}

type Hearing = { -readonly [K in keyof Said]: Said[K] } & {
  readonly texts: Map<string, string>;
  readonly lists: Map<string, readonly string[]>;
};

function nothingSaid(): Hearing {
  return { texts: new Map(), lists: new Map(), roles: [], values: [], rule: undefined };
}

/** Whether the element says anything. */
function hear(
  said: Hearing,
  { kind }: Exclude<Field, { field: string } | { kind: 'cleared' }>,
  part: XmlElement,
  reading: ElementReading,
): boolean {
  const path = pointer(part.name);
  if (kind === 'text') {
    const text = reading.text(part, path);
    if (text !== undefined) said.texts.set(part.name, text);
    return text !== undefined;
  }
  if (isNil(part)) return false;
  switch (kind) {
    case 'list': {
      const list = reading.ids(part, path);
      if (list.length > 0) said.lists.set(part.name, list);
      return list.length > 0;
    }
    case 'roles':
      said.roles = readRoles(part, path, reading);
      return said.roles.length > 0;
    case 'values':
      said.values = readValues(part, path, reading);
      return said.values.length > 0;
    case 'rules':
      said.rule = readRule(part, path, reading);
      return said.rule.length > 0;
  }
}
