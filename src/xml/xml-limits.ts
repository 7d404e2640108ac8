/** How large a document may be. Each number is the largest that is accepted. */
export interface XmlLimits {
  /** Of the whole document, in UTF-16 code units. */
  readonly size: number;
  /** Elements within one another, the root counted. The parser's time grows with its square. */
  readonly depth: number;
  /** Elements in all. */
  readonly elements: number;
  /** Attributes of one element, declarations of namespaces counted. */
  readonly attributes: number;
  /**
   * The text of one element; also any one text run, tag or attribute as it is written, with the comments before
   * it. In UTF-16 code units.
   */
  readonly textLength: number;
}

export const DEFAULT_XML_LIMITS: XmlLimits = {
  size: 16 * 1024 * 1024,
  depth: 32,
  elements: 400_000,
  attributes: 32,
  textLength: 1024 * 1024,
};

/**
 * Limits for documents of this size that name so many things at once, and have some elements around them: how many
 * things are too many is for the operation to say.
 */
export function xmlLimits(size: number, named: number): XmlLimits {
  return { ...DEFAULT_XML_LIMITS, size, elements: Math.max(DEFAULT_XML_LIMITS.elements, named + 1_000) };
}
