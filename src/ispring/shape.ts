/** How the value of a field is written, whichever way: XML, JSON, form, query or header. */
export type Shape =
  | { readonly kind: 'scalar' }
  /** In XML its entries stand in one element under one of these names, or the element itself is repeated. */
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly of: Shape }
  /** Where the element, or the JSON value, is a text, that is the field `text`. */
  | { readonly kind: 'object'; readonly fields: Shapes; readonly text?: string }
  /** Texts under names of the account's own. */
  | { readonly kind: 'values' };

export type Shapes = Readonly<Record<string, Shape>>;

export const scalar: Shape = { kind: 'scalar' };
export const values: Shape = { kind: 'values' };
export const ids: Shape = listOf(scalar, 'id');

export function listOf(of: Shape, ...items: readonly string[]): Shape {
  return { kind: 'list', items, of };
}

export function object(fields: Shapes, text?: string): Shape {
  return text === undefined ? { kind: 'object', fields } : { kind: 'object', fields, text };
}

/** Fields that are all written as one text. */
export function scalars(...names: readonly string[]): Shapes {
  return Object.fromEntries(names.map((name) => [name, scalar]));
}

/** What pages through a list. */
export const paging: Shapes = scalars('pageSize', 'pageToken');
