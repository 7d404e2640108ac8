import { pointer, type Violation, violationsTold } from '../contract/failure.js';
import { fieldSchema, itemSchema, readScalar } from '../contract/lexical.js';
import { operations } from '../contract/operations.js';
import { isNil, scalarText } from '../xml/scalar-text.js';
import { hasText, type XmlElement } from '../xml/xml-element.js';
import type { Binding } from './bindings.js';
import { isServiceNamespace } from './namespaces.js';

const credentials = ['token', 'accountUrl', 'email', 'password'];

export interface Decoded {
  readonly input: Readonly<Record<string, unknown>>;
  /** Every element that does not belong, with its path. */
  readonly violations: readonly Violation[];
}

/** The plain input of the operation, and what is wrong with the elements that should say it. */
export function decode(binding: Binding, element: XmlElement): Decoded {
  const schema = operations[binding.operation].input;
  const violations: Violation[] = [];
  const fields: [string, unknown][] = [];
  rejectText(element, '', violations);
  for (const part of eachOnce(element, [...Object.keys(binding.fields), 'credentials'], '', violations)) {
    const field = Object.hasOwn(binding.fields, part.name) ? binding.fields[part.name] : undefined;
    if (!field) {
      rejectText(part, '/credentials', violations);
      for (const inner of eachOnce(part, credentials, '/credentials', violations)) {
        rejectChildren(inner, `/credentials/${inner.name}`, violations);
      }
      continue;
    }
    const path = pointer(field.field);
    const expected = fieldSchema(schema, field.field);
    if (!expected) throw new RangeError(`${binding.operation} has no field ${field.field}`);
    if (field.kind === 'ids') {
      rejectText(part, path, violations);
      const list = idsOf(part, path, violations).map((text) =>
        readScalar(text, itemSchema(expected) ?? expected),
      );
      if (list.length > 0 && !isNil(part)) fields.push([field.field, list]);
    } else {
      rejectChildren(part, path, violations);
      const text = scalarText(part);
      if (text !== undefined) fields.push([field.field, readScalar(text, expected)]);
    }
  }
  return { input: { ...binding.usual, ...Object.fromEntries(fields), ...binding.fixed }, violations };
}

/** The children that are known and in our namespace, each name once. */
function eachOnce(
  parent: XmlElement,
  names: readonly string[],
  path: string,
  violations: Violation[],
): readonly XmlElement[] {
  const seen = new Set<string>();
  return parent.children.filter((part) => {
    const known = names.includes(part.name) && isServiceNamespace(part.namespace);
    const repeated = known && seen.has(part.name);
    if (known) seen.add(part.name);
    if (!known)
      tell(violations, complaint(part, path, 'unknown_field', 'is unknown, or does not belong here'));
    if (repeated) tell(violations, complaint(part, path, 'repeated', 'stands here more than once'));
    return known && !repeated;
  });
}

function idsOf(list: XmlElement, path: string, violations: Violation[]): string[] {
  const ids: string[] = [];
  for (const part of list.children) {
    if (part.name !== 'id' || !isServiceNamespace(part.namespace)) {
      tell(violations, complaint(part, path, 'unknown_field', 'is unknown, or does not belong here'));
    } else {
      rejectChildren(part, `${path}/${ids.length}`, violations);
      ids.push(scalarText(part) ?? '');
    }
  }
  return ids;
}

function rejectText(element: XmlElement, path: string, violations: Violation[]): void {
  if (!hasText(element)) return;
  const message = `<${element.name}> at line ${element.line}, column ${element.column} holds text between its elements.`;
  tell(violations, { path, rule: 'unexpected_text', message });
}

function rejectChildren(element: XmlElement, path: string, violations: Violation[]): void {
  for (const part of element.children) {
    tell(violations, complaint(part, path, 'unknown_field', 'is unknown, or does not belong here'));
  }
}

function tell(violations: Violation[], violation: Violation): void {
  if (violations.length < violationsTold) violations.push(violation);
}

function complaint(part: XmlElement, path: string, rule: string, what: string): Violation {
  const name = part.name.slice(0, 80);
  const message = `<${name}> at line ${part.line}, column ${part.column} ${what}.`;
  return { path: path + pointer(name), rule, message };
}
