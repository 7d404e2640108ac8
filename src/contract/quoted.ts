/** A name from outside, cut to a readable length. */
export function quoted(name: string): string {
  return name.length > 80 ? `“${name.slice(0, 80)}…”` : `“${name}”`;
}
