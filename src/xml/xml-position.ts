/** A place in a document: the line from 1 and the column from 1, the column in UTF-16 code units. */
export interface XmlPosition {
  readonly line: number;
  readonly column: number;
}

const LF = 10;
const CR = 13;

/**
 * The place of the character at `offset` (UTF-16 code units from 0; beyond the end counts as the end).
 * LF, CR LF and a CR alone each end a line (XML 1.0, 2.11). Reads the text once from its beginning, so it
 * is for failures, not for every element.
 */
export function locate(text: string, offset: number): XmlPosition {
  const end = Math.min(Math.max(offset, 0), text.length);
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) {
      line++;
      lineStart = i + 1;
    }
  }
  return { line, column: end - lineStart + 1 };
}

/** The offset at which the line of `offset` begins. */
export function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text.charCodeAt(start - 1) !== LF && text.charCodeAt(start - 1) !== CR) start--;
  return start;
}
