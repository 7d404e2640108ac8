import Type from 'typebox';

/** Text for people: no halves of characters, which no database keeps apart, and no NUL, at which some stop reading. */
const pattern = '^[^\\u0000\\ud800-\\udfff]*$';

/** At least one character. */
export const words = (longest: number, description: string) =>
  Type.String({ minLength: 1, maxLength: longest, pattern, description });

export const wordsOrNull = (longest: number, description: string) =>
  Type.Optional(Type.Union([words(longest, description), Type.Null()], { description }));

/** The value of a profile field: it may be empty. */
export const fieldValue = Type.String({ maxLength: 2_000, pattern });

/** What the items of a list have to contain. */
export const search = (description: string) => Type.Optional(words(255, description));
