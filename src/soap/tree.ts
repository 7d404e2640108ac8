/** As much of a JSON schema as elements are read and written by. */
export interface Tree {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Tree[];
  readonly items?: Tree;
  readonly properties?: Readonly<Record<string, Tree>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly maximum?: number;
}

/** The schema of what is not null; of several kinds a text, where all are texts, else anything. */
export function plainSchema(schema: Tree): Tree {
  const { anyOf, properties } = schema;
  // Of an object they say which of its fields are needed.
  if (!anyOf || properties) return schema.enum ? { ...schema, type: 'string' } : schema;
  const some = anyOf.filter(({ type }) => type !== 'null');
  const [only] = some;
  if (only && some.length === 1) return plainSchema(only);
  return some.every(({ type }) => type === 'string') ? { type: 'string' } : {};
}

/** The name of one of several: `entry` of `entries`, `date` of `dates`. */
export function oneOf(many: string): string {
  if (many.endsWith('ies')) return `${many.slice(0, -3)}y`;
  return many.endsWith('s') ? many.slice(0, -1) : 'item';
}
