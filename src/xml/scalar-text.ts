import { attribute, type XmlElement } from './xml-element.js';

const xsi = ['http://www.w3.org/2001/XMLSchema-instance', 'https://www.w3.org/2001/XMLSchema-instance'];

/** The text of a scalar without the blanks around it; undefined where it is empty or nil, which counts as absent. */
export function scalarText(element: XmlElement): string | undefined {
  if (isNil(element)) return undefined;
  const { text } = element;
  let start = 0;
  let end = text.length;
  // Not by a pattern: one that looks for blanks at the end takes time by the square of the blanks within.
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === end ? undefined : text.slice(start, end);
}

/** The blanks of XML: space, tab, CR, LF. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

/** Whether `xsi:nil` says that the element counts as absent, whatever it holds. */
export function isNil(element: XmlElement): boolean {
  return (
    element.attributes.length > 0 &&
    xsi.some((namespace) => /^(?:1|true)$/.test(attribute(element, namespace, 'nil') ?? ''))
  );
}
