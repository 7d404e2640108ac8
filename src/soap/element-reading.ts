import { pointer, type Violation, violationsTold } from '../contract/failure.js';
import { scalarText } from '../xml/scalar-text.js';
import { hasText, type XmlElement } from '../xml/xml-element.js';
import { isServiceNamespace } from './namespaces.js';

/** Goes through the elements of a request and remembers every one that does not belong. */
export class ElementReading {
  readonly violations: Violation[] = [];

  /** A scalar: its text, undefined where it counts as absent. */
  text(element: XmlElement, path: string): string | undefined {
    this.rejectChildren(element, path);
    return scalarText(element);
  }

  /** The children that are known and in our namespace, each name once. */
  eachOnce(
    parts: readonly XmlElement[],
    isKnown: (name: string) => boolean,
    path: string,
  ): readonly XmlElement[] {
    const seen = new Set<string>();
    return parts.filter((part) => {
      const known = isKnown(part.name) && isServiceNamespace(part.namespace);
      const repeated = known && seen.has(part.name);
      if (known) seen.add(part.name);
      if (!known) this.misplaced(part, path);
      if (repeated) this.tell(complaint(part, path, 'repeated', 'stands here more than once'));
      return known && !repeated;
    });
  }

  /** The children of a list, all of them of one of these names. */
  items(list: XmlElement, names: readonly string[], path: string): readonly XmlElement[] {
    this.rejectText(list, path);
    return list.children.filter((part) => {
      const known = names.includes(part.name) && isServiceNamespace(part.namespace);
      if (!known) this.misplaced(part, path);
      return known;
    });
  }

  /** The texts of a list of ids; '' for one that is empty. */
  ids(list: XmlElement, path: string): string[] {
    return this.items(list, ['id'], path).map((part, place) => this.text(part, `${path}/${place}`) ?? '');
  }

  rejectText(element: XmlElement, path: string): void {
    if (!hasText(element)) return;
    const message = `<${element.name}> at line ${element.line}, column ${element.column} holds text between its elements.`;
    this.tell({ path, rule: 'unexpected_text', message });
  }

  rejectChildren(element: XmlElement, path: string): void {
    for (const part of element.children) this.misplaced(part, path);
  }

  /** The element means the same as another one that stands there too. */
  repeated(part: XmlElement, path: string): void {
    this.tell(complaint(part, path, 'repeated', 'says once more what another element says'));
  }

  tell(violation: Violation): void {
    if (this.violations.length < violationsTold) this.violations.push(violation);
  }

  private misplaced(part: XmlElement, path: string): void {
    this.tell(complaint(part, path, 'unknown_field', 'is unknown, or does not belong here'));
  }
}

function complaint(part: XmlElement, path: string, rule: string, what: string): Violation {
  const name = part.name.slice(0, 80);
  const message = `<${name}> at line ${part.line}, column ${part.column} ${what}.`;
  return { path: path + pointer(name), rule, message };
}
