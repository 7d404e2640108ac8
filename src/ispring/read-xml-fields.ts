import { pointer } from '../contract/failure.js';
import { isNil, scalarText } from '../xml/scalar-text.js';
import { hasText, type XmlElement } from '../xml/xml-element.js';
import type { Shape, Shapes } from './shape.js';
import type { Told } from './told.js';

type List = Extract<Shape, { kind: 'list' }>;

/**
 * The fields that the children of an element say, whatever the element is called. What is empty or nil counts as
 * absent, but for lists and for values under names of their own, which an empty element empties.
 */
export function readXmlFields(
  element: XmlElement,
  shapes: Shapes,
  path: string,
  told: Told,
): Readonly<Record<string, unknown>> {
  rejectText(element, path, told);
  const byName = new Map<string, XmlElement[]>();
  for (const child of element.children) {
    const known = byName.get(child.name);
    if (known) known.push(child);
    else if (Object.hasOwn(shapes, child.name)) byName.set(child.name, [child]);
    else told.unknown(path + pointer(child.name.slice(0, 80)), named(child));
  }
  const fields = [...byName].flatMap(([name, elements]): [string, unknown][] => {
    const value = readXmlField(elements, shapes[name] as Shape, path + pointer(name), told);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(fields);
}

/** What the elements of one name say. */
export function readXmlField(
  elements: readonly XmlElement[],
  shape: Shape,
  path: string,
  told: Told,
): unknown {
  if (shape.kind === 'list') return readList(elements, shape, path, told);
  const [first, second] = elements;
  if (second) told.repeated(path, named(second));
  return first && readOne(first, shape, path, told);
}

function readList(elements: readonly XmlElement[], shape: List, path: string, told: Told): unknown[] {
  const items = elements.flatMap((element): readonly XmlElement[] => {
    if (isNil(element)) return [];
    if (!wraps(element, shape)) return [element];
    rejectText(element, path, told);
    return element.children.filter((child) => {
      const known = shape.items.includes(child.name);
      if (!known) told.unknown(path + pointer(child.name.slice(0, 80)), named(child));
      return known;
    });
  });
  return items.map((item, place) => readOne(item, shape.of, `${path}/${place}`, told) ?? '');
}

/** Whether the element holds the entries of a list, and is not one itself. */
function wraps({ children, text }: XmlElement, { of, items }: List): boolean {
  if (children.length === 0) return /^[ \t\r\n]*$/.test(text);
  return of.kind === 'scalar' || children.some((child) => items.includes(child.name));
}

function readOne(element: XmlElement, shape: Exclude<Shape, List> | List, path: string, told: Told): unknown {
  switch (shape.kind) {
    case 'list':
      return readList([element], shape, path, told);
    case 'values':
      return readValues(element, path, told);
    case 'object': {
      const text = element.children.length === 0 && shape.text !== undefined && scalarText(element);
      if (shape.text !== undefined && typeof text === 'string') return { [shape.text]: text };
      return readXmlFields(element, shape.fields, path, told);
    }
    case 'scalar':
      for (const child of element.children)
        told.unknown(path + pointer(child.name.slice(0, 80)), named(child));
      return scalarText(element);
  }
}

/** Each value in an element of its own name, or, as they are answered, in `field`s of `name` and `value`. */
function readValues(element: XmlElement, path: string, told: Told): Readonly<Record<string, unknown>> {
  rejectText(element, path, told);
  const seen = new Set<string>();
  const entries = element.children.map((child): [string, string] => {
    const [name, value] = ['name', 'value'].map((part) => child.children.find((one) => one.name === part));
    const isPair = child.name === 'field' && name !== undefined;
    const key = (isPair ? (scalarText(name) ?? '') : child.name).toLowerCase();
    const place = path + pointer(key.slice(0, 80));
    if (seen.has(key)) told.repeated(place, named(child));
    seen.add(key);
    if (isPair) return [key, (value && scalarText(value)) ?? ''];
    if (child.children.length > 0) told.unknown(place, named(child.children[0] as XmlElement));
    return [key, scalarText(child) ?? ''];
  });
  return Object.fromEntries(entries);
}

function rejectText(element: XmlElement, path: string, told: Told): void {
  if (!hasText(element)) return;
  const message = `<${element.name.slice(0, 80)}> at line ${element.line}, column ${element.column} holds text between its elements.`;
  told.tell(path, 'unexpected_text', message);
}

function named({ name, line, column }: XmlElement): string {
  return `<${name.slice(0, 80)}> at line ${line}, column ${column}`;
}
