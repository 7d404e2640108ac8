import { anyOf, type Fragment, raw, sql } from './sql.js';

/** Small letters that two engines, or two places of a word, make differently of one capital: sigma, the i of Turkish. */
const twins = [
  ['ς', 'σ'],
  ['i\u0307', 'i'],
] as const;

/**
 * Any of the columns contains the text, without regard to case. SQLite gets a `LOWER` that knows all of Unicode; that of
 * a server knows less, so the text as it stands counts too: whoever copies a name finds it.
 */
export function containing(text: string, columns: readonly string[]): Fragment {
  const small = smallText(text);
  return anyOf(
    columns.flatMap((column) => [
      sql`${raw(smallLetters(column))} LIKE ${patternOf(small)} ESCAPE '!'`,
      sql`${raw(column)} LIKE ${patternOf(text)} ESCAPE '!'`,
    ]),
  );
}

/** The column is the text, without regard to case, in the same way. */
export function equalling(text: string, column: string): Fragment {
  return anyOf([sql`${raw(smallLetters(column))} = ${smallText(text)}`, sql`${raw(column)} = ${text}`]);
}

function smallText(text: string): string {
  return twins.reduce((folded, [one, other]) => folded.replaceAll(one, other), text.toLowerCase());
}

function smallLetters(column: string): string {
  return twins.reduce((inner, [one, other]) => `REPLACE(${inner}, '${one}', '${other}')`, `LOWER(${column})`);
}

/** The pattern of a text that stands anywhere in another, with `!` to escape. */
export function patternOf(text: string): string {
  return `%${text.replaceAll(/[!%_]/g, (character) => `!${character}`)}%`;
}
