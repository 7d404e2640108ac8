import { failureAt } from './failure.js';
import { placeOfMistake } from './json-mistake.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of JSON (RFC 8259: UTF-8; a byte order mark is left out). `what` it is begins the sentence of a failure. */
export function decodeJson(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformed(`${what} is not UTF-8.`);
  }
}

/** What a text says in JSON; a mistake is named by line and column, the text itself is not repeated. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`${what} is not JSON: ${lineAndColumn(text, placeOfMistake(text))}.`);
  }
}

function malformed(message: string) {
  return failureAt('invalid', '', 'json', message);
}

/** People look for lines. */
function lineAndColumn(text: string, place: number): string {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < place; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  const where = `line ${line}, column ${place - start + 1}`;
  return place >= text.length ? `it ends too early, at ${where}` : where;
}
