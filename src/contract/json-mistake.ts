const blanks = /[ \t\n\r]*/y;
const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** All that may stand in a string as it is: from the blank on, without quotation mark and backslash. */
const plain = /[ !#-[\]-\u{10ffff}]*/uy;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

type Wanted = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

/**
 * Where a text stops being JSON (RFC 8259): the place of the first character that cannot stand there, the length of
 * the text where it ends too early. The runtime's own parser tells it for some mistakes only.
 */
export function placeOfMistake(text: string): number {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    at = skip(blanks, text, at);
    if (wanted === 'comma or end' && open.length === 0) return at;
    const character = text[at];
    const inside = open.at(-1);
    if (wanted.endsWith('end') && character === (inside === '{' ? '}' : ']')) {
      open.pop();
      wanted = 'comma or end';
      at += 1;
    } else if (wanted === 'comma or end') {
      if (character !== ',') return at;
      wanted = inside === '{' ? 'key' : 'value';
      at += 1;
    } else if (wanted === 'colon') {
      if (character !== ':') return at;
      wanted = 'value';
      at += 1;
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (text[end] !== '"') return end;
      wanted = wanted.startsWith('key') ? 'colon' : 'comma or end';
      at = end + 1;
    } else if (wanted.startsWith('key')) {
      return at;
    } else if (character === '{' || character === '[') {
      open.push(character);
      wanted = character === '{' ? 'key or end' : 'value or end';
      at += 1;
    } else {
      const end = skip(word, text, at);
      if (end === at) return at;
      wanted = 'comma or end';
      at = end;
    }
  }
}

/** The place of the quotation mark that ends a string, or of what cannot stand in it. */
function endOfString(text: string, start: number): number {
  let at = skip(plain, text, start + 1);
  for (let end = skip(escaped, text, at); end > at; end = skip(escaped, text, at))
    at = skip(plain, text, end);
  return at;
}

/** The place after what the expression finds here; the same place where that is nothing. */
function skip(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}
