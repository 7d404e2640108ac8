import { pointer } from '../contract/failure.js';
import type { Shapes } from './shape.js';
import type { Told } from './told.js';

/** One parameter of a query or one part of a form. */
export type NamedText = readonly [name: string, text: string];

/**
 * The fields that parameters say, in the manner of PHP: lists are `name[]=`, `name=` or `name[0]=`, repeated; values
 * under names of their own are `name[key]=`.
 */
export function readNamedTexts(
  given: readonly NamedText[],
  shapes: Shapes,
  told: Told,
): Readonly<Record<string, unknown>> {
  const fields = new Map<string, unknown>();
  const values = new Map<string, Map<string, string>>();
  for (const [whole, text] of given) {
    const [name = '', ...keys] = whole.split(/\[|\]\[|\]$/);
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    const path = pointer(name.slice(0, 80));
    const known = fields.get(name);
    if (shape?.kind === 'list' && shape.of.kind === 'scalar') {
      if (Array.isArray(known)) known.push(text);
      else fields.set(name, [text]);
    } else if (shape?.kind === 'scalar' && keys.length === 0) {
      if (known === undefined) fields.set(name, text.trim() === '' ? undefined : text);
      else told.repeated(path, `The parameter ${name}`);
    } else if (shape?.kind === 'values' && keys[0]) {
      const of = values.get(name) ?? new Map<string, string>();
      values.set(name, of.set(keys[0].toLowerCase(), text));
    } else {
      told.unknown(path, `The parameter ${whole.slice(0, 80)}`);
    }
  }
  for (const [name, of] of values) fields.set(name, Object.fromEntries(of));
  return Object.fromEntries([...fields].filter(([, value]) => value !== undefined));
}

/** The parameters of a query that has been parsed. */
export function namedTexts(query: unknown): NamedText[] {
  const given = Object.entries((query ?? {}) as Record<string, string | string[]>);
  return given.flatMap(([name, texts]) => [texts].flat().map((text): NamedText => [name, text]));
}
