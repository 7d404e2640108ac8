/**
 * How deep a large body may nest, and how many objects, lists and members of objects it may have together: as many as
 * 10,000 entries with four fields each, and what is around them.
 */
const bounds = { depth: 32, parts: 60_000 };

const quote = 0x22;
const backslash = 0x5c;

/**
 * What makes the bytes of a JSON text more than any request is: to parse millions of lists or members takes seconds in
 * which nobody else is served. Whether the text is JSON is not looked at.
 */
export function excessOf(body: Buffer): 'depth' | 'parts' | undefined {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < body.length; at += 1) {
    switch (body[at]) {
      case quote:
        at = endOfString(body, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        parts += 1;
        if (depth > bounds.depth) return 'depth';
        if (parts > bounds.parts) return 'parts';
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      case 0x3a: // :
        parts += 1;
        if (parts > bounds.parts) return 'parts';
        break;
    }
  }
  return undefined;
}

/** The place of the quotation mark that ends a string; of the end where there is none. */
function endOfString(body: Buffer, start: number): number {
  for (let at = body.indexOf(quote, start + 1); at !== -1; at = body.indexOf(quote, at + 1)) {
    let escapes = at;
    while (escapes > start + 1 && body[escapes - 1] === backslash) escapes -= 1;
    if ((at - escapes) % 2 === 0) return at;
  }
  return body.length;
}
