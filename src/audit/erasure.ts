import { foldCase } from '../contract/fold-case.js';

/** Texts that identify somebody. */
export interface Identifiers {
  /** Compared by code point. */
  readonly exact: readonly string[];
  /** Logins and e-mail addresses: compared without regard to case. */
  readonly folded: readonly string[];
}

/** What stands in the place of a text that identified somebody. */
export const erased = 'erased';

/** The same value with every text that is one of these identifiers replaced; the very same where there is none. */
export function withoutIdentifiers(detail: unknown, identifiers: Identifiers): unknown {
  const exact = new Set(identifiers.exact);
  const folded = new Set(identifiers.folded.map(foldCase));
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return exact.has(value) || folded.has(foldCase(value)) ? erased : value;
    if (Array.isArray(value)) return unlessSame(value, value.map(clean));
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value);
    const cleaned = fields.map(([name, inner]) => [name, clean(inner)] as const);
    return fields.every(([, inner], place) => inner === cleaned[place]?.[1])
      ? value
      : Object.fromEntries(cleaned);
  };
  return clean(detail);
}

function unlessSame<T>(before: T[], after: T[]): T[] {
  return before.every((item, place) => item === after[place]) ? before : after;
}

/**
 * Parts of the serialised identifiers by which a database can look for what may hold one, in small letters: the longest
 * run of ASCII that looks the same in any case, any form and any JSON. Empty where an identifier has none: then
 * anything may hold it.
 */
export function searchableParts({ exact, folded }: Identifiers): readonly string[] {
  const parts = [...exact, ...folded].map(longestRun);
  return [...new Set(parts)].filter((part) => !parts.some((other) => other !== part && part.includes(other)));
}

function longestRun(text: string): string {
  const runs = text.normalize('NFC').match(/[A-Za-z0-9 !#-/:-@[\]^-`{-~]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '').toLowerCase();
}
