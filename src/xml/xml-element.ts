/** One attribute. `namespace` is '' without a prefix; `value` is normalised as XML 1.0, 3.3.3 says. */
export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/**
 * One element of a document that was read. Names are local names, kept as values and never as keys of an
 * object, so that `__proto__` is a name like any other.
 */
export class XmlElement {
  /** The namespace name, '' for none. */
  readonly namespace: string;
  readonly name: string;
  /** In document order, without the declarations of namespaces. */
  readonly attributes: readonly XmlAttribute[];
  /** In document order. */
  readonly children: XmlElement[] = [];
  /** All character data directly in this element, CDATA included and blanks kept, run together. */
  text = '';
  /** Where the `<` of the opening tag stands: the line from 1. */
  readonly line: number;
  /** Where the `<` of the opening tag stands: the column from 1, in UTF-16 code units. */
  readonly column: number;

  constructor(
    namespace: string,
    name: string,
    attributes: readonly XmlAttribute[],
    line: number,
    column: number,
  ) {
    this.namespace = namespace;
    this.name = name;
    this.attributes = attributes;
    this.line = line;
    this.column = column;
  }
}

/** The value of an attribute; `namespace` is '' for one without a prefix. */
export function attribute(element: XmlElement, namespace: string, name: string): string | undefined {
  return element.attributes.find((it) => it.name === name && it.namespace === namespace)?.value;
}

/** Whether the element directly holds text other than the blanks of XML (space, tab, CR, LF). */
export function hasText(element: XmlElement): boolean {
  return /[^ \t\r\n]/.test(element.text);
}
